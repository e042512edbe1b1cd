package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Level;
import java.util.List;
import java.util.Optional;

/**
 * Where a rule tells what it finds.
 *
 * @param severity that of its findings
 * @param forced whether a project file says so, and a rule that tells grave cases from others does
 *     not
 * @param assume what is known of where the container is to run
 * @param host the machine itself, where it may be asked
 * @param findings of this rule and others; grows
 */
record Report(
    Code code,
    Severity severity,
    boolean forced,
    Level level,
    Assume assume,
    Optional<HostFacts> host,
    List<Diagnostic> findings) {
  /**
   * One as settings have it.
   *
   * @param severity that of the code's findings
   * @param findings is added to
   */
  static Report of(Code code, Severity severity, LintSettings settings, List<Diagnostic> findings) {
    boolean forced = settings.rules().containsKey(code);
    return new Report(
        code, severity, forced, settings.level(), settings.assume(), settings.host(), findings);
  }

  void add(Span place, String message, String help) {
    add(severity, place, message, help);
  }

  /**
   * @param own the severity where no project file says another
   */
  void add(Severity own, Span place, String message, String help) {
    findings.add(
        new Diagnostic(
            code,
            forced ? severity : own,
            message,
            new Diagnostic.Label(place, ""),
            List.of(),
            Optional.of(help),
            Optional.empty(),
            List.of()));
  }
}
