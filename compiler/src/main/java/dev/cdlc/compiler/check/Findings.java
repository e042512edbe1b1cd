package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the check finds, in the order of finding. */
final class Findings {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  List<Diagnostic> all() {
    return List.copyOf(diagnostics);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
