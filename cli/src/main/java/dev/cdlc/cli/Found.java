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
import dev.cdlc.compiler.lint.Linted;
import dev.cdlc.compiler.lint.Tested;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.report.Suppression;
import dev.cdlc.importer.oci.LintOci;
import java.util.List;

/**
 * What one compilation found.
 *
 * @param sources those that the findings stand in; none where nothing was found
 * @param suppressed what was found and is not to be told
 */
record Found(List<Source> sources, List<Diagnostic> diagnostics, List<Suppressed> suppressed) {
  static final Found NOTHING = new Found(List.of(), List.of(), List.of());

  Found {
    sources = List.copyOf(sources);
    diagnostics = List.copyOf(diagnostics);
    suppressed = List.copyOf(suppressed);
  }

  /** A finding that is not to be told, and why. */
  record Suppressed(Diagnostic finding, Suppression why) {}

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
    Linted linted = Lint.lint(compilation, settings);
    return in(
        compilation,
        linted.findings(),
        linted.suppressed().stream().map(Found::byComment).toList());
  }

  /** What a test file expects and is not so. */
  static Found tested(Compilation compilation, Tested tested) {
    return in(compilation, tested.findings(), List.of());
  }

  private static Suppressed byComment(Linted.Suppressed suppressed) {
    var why = new Suppression(Suppression.By.COMMENT, suppressed.reason());
    return new Suppressed(suppressed.finding(), why);
  }

  /** What is found in a config.json of any runtime. */
  static Found inConfig(SourceFile file, LintSettings settings) {
    Result<Source> read = ForeignText.of(file);
    return read.value()
        .map(config -> new Found(List.of(config), LintOci.lint(config, settings), List.of()))
        .orElseGet(() -> new Found(List.of(), read.diagnostics(), List.of()));
  }

  /** What a compilation found; where it found nothing, its sources need not be kept either. */
  static Found in(Result<Compilation> result) {
    if (result.value().isEmpty()) {
      return new Found(List.of(), result.diagnostics(), List.of());
    }
    Compilation compilation = result.value().get();
    return in(compilation, compilation.diagnostics(), List.of());
  }

  private static Found in(
      Compilation compilation, List<Diagnostic> diagnostics, List<Suppressed> suppressed) {
    return diagnostics.isEmpty() && suppressed.isEmpty()
        ? NOTHING
        : new Found(compilation.sources().all(), diagnostics, suppressed);
  }
}
