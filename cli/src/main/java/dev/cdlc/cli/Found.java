package dev.cdlc.cli;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.Lint;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.List;

/**
 * What one compilation found.
 *
 * @param sources those that the findings stand in; none where nothing was found
 */
record Found(List<Source> sources, List<Diagnostic> diagnostics) {
  Found {
    sources = List.copyOf(sources);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Compiles a file with what it includes; without a value if it cannot be read as text. */
  static Result<Compilation> compile(
      SourceFile file, Paths paths, Inputs inputs, Settings settings) {
    var bundle = new Bundle(file.folder().toString(), paths);
    return file.source().map(source -> Compile.compile(source, bundle, inputs, settings));
  }

  /** What a compilation found, and what its containers are found to be. */
  static Found linted(Result<Compilation> result, LintSettings settings) {
    if (result.value().isEmpty()) {
      return in(result);
    }
    Compilation compilation = result.value().get();
    return in(compilation, Lint.lint(compilation, settings).findings());
  }

  /** What a compilation found; where it found nothing, its sources need not be kept either. */
  static Found in(Result<Compilation> result) {
    if (result.value().isEmpty()) {
      return new Found(List.of(), result.diagnostics());
    }
    Compilation compilation = result.value().get();
    return in(compilation, compilation.diagnostics());
  }

  private static Found in(Compilation compilation, List<Diagnostic> diagnostics) {
    return diagnostics.isEmpty()
        ? new Found(List.of(), List.of())
        : new Found(compilation.sources().all(), diagnostics);
  }
}
