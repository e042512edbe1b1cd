package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Diagnostic.Fix;
import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what the check finds, in the order of finding, each thing once. */
final class Findings {
  private static final String HIDDEN = "***";

  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
  private final Map<Span, List<Label>> values = new HashMap<>();

  /** The longest first: one may be the beginning of another. */
  private final Set<String> secrets =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private final Guesses guesses = new Guesses();

  void add(Diagnostic diagnostic) {
    diagnostics.add(withoutSecrets(withValues(diagnostic)));
  }

  /** What is found at {@code word} from now on shows where the values in it come from. */
  void explain(Span word, List<Label> origins) {
    values.put(word, origins);
  }

  /** No finding shows this text from now on. */
  void hide(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  Guesses guesses() {
    return guesses;
  }

  List<Diagnostic> all() {
    return List.copyOf(diagnostics);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** A fix would rewrite the reference, not the value: it is left out. */
  private Diagnostic withValues(Diagnostic diagnostic) {
    List<Label> origins = values.getOrDefault(diagnostic.primary().span(), List.of());
    Diagnostic shown = origins.isEmpty() ? diagnostic : diagnostic.withoutFix();
    for (Label origin : origins) {
      shown = shown.withRelated(origin.span(), origin.text());
    }
    return shown;
  }

  private Diagnostic withoutSecrets(Diagnostic found) {
    if (secrets.isEmpty()) {
      return found;
    }
    return new Diagnostic(
        found.code(),
        found.severity(),
        hidden(found.message()),
        hidden(found.primary()),
        found.related().stream().map(this::hidden).toList(),
        found.help().map(this::hidden),
        found.fix().map(this::hidden),
        found.includedFrom());
  }

  private Label hidden(Label label) {
    return new Label(label.span(), hidden(label.text()));
  }

  private Fix hidden(Fix fix) {
    var edits = new ArrayList<Edit>();
    fix.edits().forEach(edit -> edits.add(new Edit(edit.span(), hidden(edit.replacement()))));
    return new Fix(hidden(fix.title()), edits);
  }

  private String hidden(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, HIDDEN);
    }
    return shown;
  }
}
