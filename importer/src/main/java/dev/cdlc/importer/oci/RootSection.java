package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says {@code root}, and what it is prepared from, if an annotation of the compiler's tells it. */
final class RootSection {
  private static final Pattern PREPARED = Pattern.compile("\\.cdlc/([^/]+)/rootfs");
  private static final String OVERLAY = " overlay";

  private RootSection() {}

  static boolean isReadOnly(ObjectNode wanted) {
    return wanted.at("/root/readonly").booleanValue(false);
  }

  static Statement folder(ObjectNode wanted) {
    String path = path(wanted.path("root"));
    return orReadOnly(Statement.of("root", MountSection.path(path)), wanted);
  }

  private static String path(JsonNode root) {
    return root.path("path").asString("");
  }

  /** The name of the container that the root is prepared for. */
  static Optional<String> container(ObjectNode wanted) {
    return Optional.of(PREPARED.matcher(path(wanted.path("root"))))
        .filter(Matcher::matches)
        .map(name -> name.group(1));
  }

  /** What it is prepared from, in the words of the statement, which may be wrong. */
  static Optional<Statement> prepared(ObjectNode wanted) {
    return Json.text(wanted.path("annotations"), "org.cdlc.root")
        .filter(_ -> container(wanted).isPresent())
        .flatMap(said -> prepared(said, wanted));
  }

  private static Optional<Statement> prepared(String said, ObjectNode wanted) {
    int space = said.indexOf(' ');
    String kind = said.substring(0, Math.max(space, 0));
    String rest = said.substring(space + 1);
    return switch (kind) {
      case "from" ->
          Optional.of(
              Statement.listing("root from", Stream.of(rest.split(",")).map(Word::of).toList()));
      case "tar", "oci", "docker-archive" ->
          Optional.of(orReadOnly(Statement.of("root", kind, MountSection.path(rest)), wanted));
      case "image" -> Optional.of(orReadOnly(Statement.of("root", kind, Word.of(rest)), wanted));
      default -> overlay(said);
    };
  }

  private static Optional<Statement> overlay(String said) {
    int at = said.indexOf(OVERLAY);
    if (at < 0) {
      return Optional.empty();
    }
    var statement = Statement.of("root", MountSection.path(said.substring(0, at)), "overlay");
    String upper = said.substring(at + OVERLAY.length()).stripLeading();
    return Optional.of(upper.isEmpty() ? statement : statement.and(MountSection.path(upper)));
  }

  private static Statement orReadOnly(Statement root, ObjectNode wanted) {
    return isReadOnly(wanted) ? root.and("ro") : root;
  }
}
