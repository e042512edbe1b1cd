package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Says what cdlc itself has written into {@code annotations}, for want of another property. */
final class OwnAnnotations {
  private static final String PREFIX = "org.cdlc.";

  private final JsonNode annotations;
  private static final String DEVICE = PREFIX + "device.";
  private static final String LANDLOCK = PREFIX + "landlock.";

  private final List<Statement> statements = new ArrayList<>();

  private OwnAnnotations(JsonNode annotations) {
    this.annotations = annotations;
  }

  /** For which version of the language the file was written. */
  static Stream<Statement> version(JsonNode annotations) {
    return Json.text(annotations, PREFIX + "version")
        .map(version -> Statement.of("cdl", Word.of(version)))
        .stream();
  }

  /** The stack that the container is of, without what it holds. */
  static Optional<Statement> stack(JsonNode annotations) {
    return Json.text(annotations, PREFIX + "stack")
        .map(name -> Statement.of("stack", Word.of(name)));
  }

  /** The networks that are joined, which CDL has declared. */
  static Stream<Statement> networks(JsonNode annotations) {
    return Json.text(annotations, PREFIX + "join").stream()
        .flatMap(OwnAnnotations::parts)
        .distinct()
        .map(name -> Statement.of("network", Word.of(name)).with(subnet(annotations, name)));
  }

  private static List<Statement> subnet(JsonNode annotations, String network) {
    return Json.text(annotations, PREFIX + "network." + network).stream()
        .map(range -> Statement.of("subnet", Word.of(range)))
        .toList();
  }

  static List<Statement> statements(JsonNode annotations) {
    var own = new OwnAnnotations(annotations);
    Stream.of("init", "stop-signal", "stop-timeout", "userns", "net").forEach(own::asWritten);
    own.devices();
    own.landlock();
    Stream.of("publish", "join").forEach(own::list);
    own.value("after").stream().flatMap(OwnAnnotations::parts).forEach(own::after);
    own.value("ready").ifPresent(own::ready);
    own.value("restart")
        .map(policy -> Statement.of("restart " + policy.replace(':', ' ')))
        .ifPresent(own.statements::add);
    return own.statements;
  }

  private Optional<String> value(String name) {
    return Json.text(annotations, PREFIX + name);
  }

  private void asWritten(String name) {
    value(name).map(value -> Statement.of(name, Word.of(value))).ifPresent(statements::add);
  }

  /** Of the host, by their paths. */
  private void devices() {
    annotations.properties().stream()
        .filter(entry -> entry.getKey().startsWith(DEVICE))
        .map(
            entry ->
                Statement.of(
                    "device",
                    Word.of(entry.getKey().substring(DEVICE.length())),
                    Word.of("access=" + entry.getValue().asString(""))))
        .forEach(statements::add);
  }

  /** Files that may be reached, by their paths. */
  private void landlock() {
    List<Statement> block =
        Stream.of("read", "write", "exec")
            .map(access -> Statement.listing(access, granted(access)))
            .filter(statement -> !statement.items().isEmpty())
            .toList();
    if (!block.isEmpty()) {
      statements.add(Statement.of("landlock").with(block));
    }
  }

  private List<String> granted(String access) {
    return annotations.properties().stream()
        .filter(entry -> entry.getKey().startsWith(LANDLOCK))
        .filter(entry -> parts(entry.getValue().asString("")).anyMatch(access::equals))
        .map(entry -> Word.of(entry.getKey().substring(LANDLOCK.length())))
        .toList();
  }

  private void list(String name) {
    value(name)
        .map(value -> Statement.listing(name, parts(value).map(Word::of).toList()))
        .ifPresent(statements::add);
  }

  private static Stream<String> parts(String list) {
    return Stream.of(list.split(",", -1));
  }

  private void after(String dependency) {
    statements.add(
        Statement.of(
            Stream.concat(Stream.of("after"), Stream.of(dependency.split("=", 2)).map(Word::of))
                .toList()));
  }

  private void ready(String args) {
    List<Statement> block =
        Stream.of("interval", "timeout", "retries")
            .flatMap(
                name ->
                    value("ready." + name)
                        .map(value -> Statement.of(name, Word.of(value)))
                        .stream())
            .toList();
    List<String> words = new ArrayList<>(List.of("ready", "exec"));
    words(args).stream().map(Word::of).forEach(words::add);
    statements.add(Statement.of(words).with(block));
  }

  /** What is no list of words is left to `oci`. */
  private static List<String> words(String json) {
    try {
      return Json.texts(
          JsonText.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    } catch (JacksonException _) {
      return List.of();
    }
  }
}
