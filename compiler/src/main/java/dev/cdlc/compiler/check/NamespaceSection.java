package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code ns} lists. */
final class NamespaceSection {
  private final Values values;
  private final Keyed<NamespaceType, Namespace> namespaces;
  private boolean listed;
  private boolean allUnderstood = true;

  NamespaceSection(Cells cells) {
    values = new Values(cells.findings());
    namespaces = cells.keyed("ns");
  }

  void read(Arguments arguments) {
    listed = true;
    for (Word word : arguments.many(0)) {
      Optional<Located<Namespace>> namespace = values.read(word, NamespaceSection::namespace);
      allUnderstood &= namespace.isPresent();
      namespace.ifPresent(this::say);
    }
  }

  /** Those that are listed; empty where no list is. */
  Optional<List<Located<Namespace>>> value() {
    return listed ? Optional.of(namespaces.values()) : Optional.empty();
  }

  /** Whether all that is listed is known. */
  boolean isUnderstood() {
    return allUnderstood;
  }

  private void say(Located<Namespace> namespace) {
    NamespaceType type = namespace.value().type();
    namespaces.say(type, namespace, "the namespace `" + word(type) + "` is listed twice");
  }

  /** A kind, or {@code KIND=PATH}. */
  private static Reading<Namespace> namespace(String text) {
    int equals = text.indexOf('=');
    Optional<String> path = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
    return type(equals < 0 ? text : text.substring(0, equals), path.map(to -> "=" + to).orElse(""))
        .then(
            type ->
                path.filter(to -> !to.startsWith("/")).isPresent()
                    ? notAbsolute(text, type)
                    : new Reading.Value<>(new Namespace(type, path)));
  }

  private static Reading<Namespace> notAbsolute(String text, NamespaceType type) {
    String file = type == NamespaceType.MOUNT ? "mnt" : word(type);
    return Reading.wrong(
        "`" + text + "` lacks an absolute path",
        "a namespace is named from `/` on: `%s=/proc/4711/ns/%s`".formatted(word(type), file));
  }

  /**
   * Reads a kind.
   *
   * @param rest what stands behind it in its word
   */
  private static Reading<NamespaceType> type(String text, String rest) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "pid" -> new Reading.Value<>(NamespaceType.PID);
      case "net", "network" -> new Reading.Value<>(NamespaceType.NETWORK);
      case "mount", "mnt" -> new Reading.Value<>(NamespaceType.MOUNT);
      case "ipc" -> new Reading.Value<>(NamespaceType.IPC);
      case "uts" -> new Reading.Value<>(NamespaceType.UTS);
      case "user" -> new Reading.Value<>(NamespaceType.USER);
      case "cgroup" -> new Reading.Value<>(NamespaceType.CGROUP);
      case "time" -> new Reading.Value<>(NamespaceType.TIME);
      default -> unknown(text, rest);
    };
  }

  private static Reading<NamespaceType> unknown(String text, String rest) {
    List<String> names = ValueType.NAMESPACE.words();
    Optional<String> near = Suggestion.nearest(text, names).map(Suggestion::word);
    return new Reading.Refusal<>(
        Code.UNKNOWN_OPTION,
        "there is no namespace `" + text + "`",
        near.map(word -> "did you mean `" + word + "`?")
            .orElseGet(() -> "the kinds are `" + String.join("`, `", names) + "`"),
        near.map(word -> word + rest).stream().toList());
  }

  /** A kind as the language writes it. */
  static String word(NamespaceType type) {
    return switch (type) {
      case NETWORK -> "net";
      case PID, MOUNT, IPC, UTS, USER, CGROUP, TIME -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
