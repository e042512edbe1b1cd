package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Diagnostic.Fix;
import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gathers what the check finds, in the order of finding, each thing once. */
final class Findings {
  private static final String HIDDEN = "***";

  /**
   * In UTF-16 units. What is shorter stands in many words by chance, and keeps nothing from anyone
   * who tries: it is hidden where it is the whole of a value.
   */
  private static final int SHORTEST_IN_WORDS = 4;

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
    diagnostics.add(withValues(diagnostic));
  }

  /** What is found at {@code word} from now on shows where the values in it come from. */
  void explain(Span word, List<Label> origins) {
    values.put(word, origins);
  }

  /** No finding shows this text, nor did one before. */
  void hide(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  Guesses guesses() {
    return guesses;
  }

  List<Diagnostic> all() {
    return secrets.isEmpty()
        ? List.copyOf(diagnostics)
        : diagnostics.stream().map(this::withoutSecrets).distinct().toList();
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
    return new Diagnostic(
        found.code(),
        found.severity(),
        hidden(found.message()),
        hidden(found.primary()),
        found.related().stream().map(this::hidden).toList(),
        found.help().map(this::hidden),
        found.fix().filter(this::isHarmless),
        found.includedFrom());
  }

  private Label hidden(Label label) {
    return new Label(label.span(), hidden(label.text()));
  }

  /** Whether a fix shows no secret; one that would write asterisks is none. */
  private boolean isHarmless(Fix fix) {
    return Stream.concat(Stream.of(fix.title()), fix.edits().stream().map(Edit::replacement))
        .allMatch(text -> hidden(text).equals(text));
  }

  private String hidden(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown =
          secret.length() < SHORTEST_IN_WORDS
              ? shown.replaceAll("(?<=`|=)%s(?=`)".formatted(Pattern.quote(secret)), HIDDEN)
              : shown.replace(secret, HIDDEN);
    }
    return shown;
  }
}
