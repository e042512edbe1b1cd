package dev.cdlc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One finding. The message is one lower-case clause; {@code help} says what to do about it. */
public record Diagnostic(
    Code code,
    Severity severity,
    String message,
    Label primary,
    List<Label> related,
    Optional<String> help,
    Optional<Fix> fix) {

  public Diagnostic {
    related = List.copyOf(related);
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
        Optional.empty());
  }

  public Diagnostic withSeverity(Severity changed) {
    return new Diagnostic(code, changed, message, primary, related, help, fix);
  }

  public Diagnostic withLabel(String text) {
    return new Diagnostic(
        code, severity, message, new Label(primary.span(), text), related, help, fix);
  }

  public Diagnostic withRelated(Span span, String text) {
    var more = new ArrayList<>(related);
    more.add(new Label(span, text));
    return new Diagnostic(code, severity, message, primary, more, help, fix);
  }

  public Diagnostic withHelp(String text) {
    return new Diagnostic(code, severity, message, primary, related, Optional.of(text), fix);
  }

  public Diagnostic withFix(String title, Edit... edits) {
    return new Diagnostic(
        code,
        severity,
        message,
        primary,
        related,
        help,
        Optional.of(new Fix(title, List.of(edits))));
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
