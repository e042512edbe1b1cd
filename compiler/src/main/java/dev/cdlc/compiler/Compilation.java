package dev.cdlc.compiler;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import java.util.List;

/**
 * All that the passes made of one source: its containers in source order, none where an error of
 * the CDL00xx or CDL10xx blocks stands in the way, and every finding.
 */
public record Compilation(
    Source source, List<CompiledContainer> containers, List<Diagnostic> diagnostics) {
  public Compilation {
    containers = List.copyOf(containers);
    diagnostics = List.copyOf(diagnostics);
  }
}
