package dev.cdlc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.importer.engine.EmptyFiles;
import java.util.List;
import java.util.Optional;

/** What an importer has written, as its reader takes it. */
public final class Cdl {
  private static final SourceId ID = new SourceId("imported.cdl");

  private Cdl() {}

  /** Compiles a text that must be canonical and valid. */
  public static Compilation compiled(String text) {
    var source = new Source(ID, text);
    assertThat(Format.format(source).value()).as("canonical").isEqualTo(Optional.of(text));
    Compilation compilation =
        Compile.compile(
            source,
            new Bundle("/work", Bundle.Paths.RELATIVE),
            EmptyFiles.of(text, "/work"),
            Settings.NONE.with(Settings.Values.DISPENSABLE));
    List<Diagnostic> errors =
        compilation.diagnostics().stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .toList();
    assertThat(errors).as(text).isEmpty();
    return compilation;
  }
}
