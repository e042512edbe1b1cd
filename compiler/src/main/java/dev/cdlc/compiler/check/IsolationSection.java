package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.registry.IsolationKeyword;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a container's body says of the host's view that it shares: namespaces and host name. */
final class IsolationSection {
  private final Findings findings;
  private final Values values;
  private final Keyed<NamespaceType, NamespaceType> namespaces;
  private final Once<String> hostname;
  private boolean listed;
  private boolean allUnderstood = true;

  IsolationSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    namespaces = cells.keyed("ns");
    hostname = cells.once("the host name");
  }

  void read(IsolationKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case NS -> namespaces(arguments);
      case HOSTNAME -> values.read(arguments.one(0), Name::host).ifPresent(hostname::say);
    }
  }

  Isolation value() {
    return new Isolation(
        listed ? Optional.of(namespaces.values()) : Optional.empty(), hostname.value());
  }

  /** Whether all namespaces that are listed are known. */
  boolean isUnderstood() {
    return allUnderstood;
  }

  /** Reports what the namespaces leave without effect. */
  void finish() {
    boolean ownName =
        namespaces.values().stream().anyMatch(type -> type.value() == NamespaceType.UTS);
    if (listed && allUnderstood && !ownName) {
      hostname.value().ifPresent(this::reportIdleHostname);
    }
  }

  private void reportIdleHostname(Located<String> name) {
    findings.add(
        Diagnostic.of(
                Code.NO_EFFECT, name.span(), "`hostname` has no effect without a uts namespace")
            .withRelated(namespaces.values().getLast().span(), "`uts` is not in this list")
            .withHelp("add `uts` to `ns`, or remove `hostname`"));
  }

  private void namespaces(Arguments arguments) {
    listed = true;
    for (Word word : arguments.many(0)) {
      Optional<NamespaceType> type = type(word.text().toLowerCase(Locale.ROOT));
      allUnderstood &= type.isPresent();
      type.ifPresentOrElse(
          found ->
              namespaces.say(
                  found,
                  new Located<>(found, word.span()),
                  "the namespace `" + word.text() + "` is listed twice"),
          () -> findings.add(unknown(word)));
    }
  }

  private static Optional<NamespaceType> type(String word) {
    return switch (word) {
      case "pid" -> Optional.of(NamespaceType.PID);
      case "net", "network" -> Optional.of(NamespaceType.NETWORK);
      case "mount", "mnt" -> Optional.of(NamespaceType.MOUNT);
      case "ipc" -> Optional.of(NamespaceType.IPC);
      case "uts" -> Optional.of(NamespaceType.UTS);
      case "user" -> Optional.of(NamespaceType.USER);
      case "cgroup" -> Optional.of(NamespaceType.CGROUP);
      case "time" -> Optional.of(NamespaceType.TIME);
      default -> Optional.empty();
    };
  }

  private static Diagnostic unknown(Word word) {
    int equals = word.text().indexOf('=');
    if (equals > 0 && type(word.text().substring(0, equals)).isPresent()) {
      return NotYetKnown.report(word.span(), "joining a namespace by its path");
    }
    List<String> names = ValueType.NAMESPACE.words();
    Diagnostic unknown =
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no namespace `" + word.text() + "`");
    return Suggestion.explain(
        unknown, word.text(), names, "the kinds are `" + String.join("`, `", names) + "`");
  }
}
