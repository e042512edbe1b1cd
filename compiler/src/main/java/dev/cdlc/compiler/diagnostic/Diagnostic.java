package dev.cdlc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One finding. The message is one lower-case clause; {@code help} says what to do about it.
 *
 * @param includedFrom where a file is included that the named file does not hold: the `include`
 *     that brought in the primary's source, then the one that brought in that one's, and so on
 */
public record Diagnostic(
    Code code,
    Severity severity,
    String message,
    Label primary,
    List<Label> related,
    Optional<String> help,
    Optional<Fix> fix,
    List<Span> includedFrom) {

  public Diagnostic {
    related = List.copyOf(related);
    includedFrom = List.copyOf(includedFrom);
  }

  /** A finding of the code's own severity, with nothing related, no help and no fix. */
  public static Diagnostic of(Code code, Span span, String message) {
    return new Diagnostic(
        code,
        code.severity(),
        message,
        new Label(span, ""),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public Diagnostic withSeverity(Severity changed) {
    return new Diagnostic(code, changed, message, primary, related, help, fix, includedFrom);
  }

  public Diagnostic withLabel(String text) {
    return new Diagnostic(
        code, severity, message, new Label(primary.span(), text), related, help, fix, includedFrom);
  }

  public Diagnostic withRelated(Span span, String text) {
    var more = new ArrayList<>(related);
    more.add(new Label(span, text));
    return new Diagnostic(code, severity, message, primary, more, help, fix, includedFrom);
  }

  public Diagnostic withHelp(String text) {
    return new Diagnostic(
        code, severity, message, primary, related, Optional.of(text), fix, includedFrom);
  }

  public Diagnostic withFix(String title, Edit... edits) {
    return new Diagnostic(
        code,
        severity,
        message,
        primary,
        related,
        help,
        Optional.of(new Fix(title, List.of(edits))),
        includedFrom);
  }

  public Diagnostic withoutFix() {
    return new Diagnostic(
        code, severity, message, primary, related, help, Optional.empty(), includedFrom);
  }

  /** The same finding in a file that comes in by a chain of `include` statements. */
  public Diagnostic withIncludedFrom(List<Span> chain) {
    return new Diagnostic(code, severity, message, primary, related, help, fix, chain);
  }

  /** What a span shows the reader, as in "first mounted here"; may be empty. */
  public record Label(Span span, String text) {}

  /** A rewrite that is safe to apply unseen: the result parses and means what the title says. */
  public record Fix(String title, List<Edit> edits) {
    public Fix {
      edits = List.copyOf(edits);
    }
  }

  /** Replaces the text of a span; an empty span inserts. */
  public record Edit(Span span, String replacement) {}
}
