package dev.cdlc.importer.oci;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.Lint;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.importer.json.JsonDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules about containers, on a config.json of any runtime. It is imported, and what is found in
 * the CDL is told at the value that the CDL was made of.
 */
public final class LintOci {
  private static final SourceId IMPORTED = new SourceId("<imported>");

  private LintOci() {}

  /** All that is to be told of a config.json, at its own places. */
  public static List<Diagnostic> lint(Source config, LintSettings settings) {
    Result<JsonDocument> read = JsonDocument.read(config);
    return read.value().map(document -> lint(document, settings)).orElseGet(read::diagnostics);
  }

  private static List<Diagnostic> lint(JsonDocument document, LintSettings settings) {
    Result<String> imported = ImportOci.read(document.source(), Optional.empty());
    return Stream.concat(
            imported.diagnostics().stream(),
            imported.value().stream().flatMap(cdl -> found(document, cdl, settings)))
        .toList();
  }

  private static Stream<Diagnostic> found(
      JsonDocument document, String cdl, LintSettings settings) {
    var source = new Source(IMPORTED, cdl);
    Compilation compilation = Compile.compile(source, Writing.BUNDLE, Inputs.NONE, Settings.NONE);
    var places = new ConfigPlaces(document, source, compilation.containers().getFirst().emission());
    return Lint.containers(compilation, settings).stream()
        .map(found -> moved(found, places))
        .map(LintOci::reworded);
  }

  /** What CDL says by {@code oci} is as good as any other part here; its pointer is a draft's. */
  private static Diagnostic reworded(Diagnostic found) {
    return found.code() == Code.ESCAPE_HATCH
        ? Diagnostic.of(Code.ESCAPE_HATCH, found.primary().span(), "no rule looks at this value")
            .withSeverity(Severity.INFO)
            .withLabel(found.primary().text())
        : found;
  }

  /** Without help and fix: those speak of statements, which nobody has written. */
  private static Diagnostic moved(Diagnostic found, ConfigPlaces places) {
    return new Diagnostic(
        found.code(),
        found.severity(),
        found.message(),
        places.of(found),
        found.related().stream()
            .map(label -> new Label(places.of(label.span()), label.text()))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
