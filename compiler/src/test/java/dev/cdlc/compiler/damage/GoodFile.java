package dev.cdlc.compiler.damage;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.check.Case;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.List;
import java.util.stream.Stream;

/** A file of the corpora and examples with no error in it, and what it needs to be compiled. */
record GoodFile(String name, Source source, Inputs inputs, Settings settings) {
  private static final Bundle BUNDLE = new Bundle(Case.FOLDER, Paths.RELATIVE);
  private static final Inputs OTHERS =
      new MapInputs().file(Case.FOLDER + "/.git", "").file(Case.FOLDER + "/base.cdl", "let b 1;");

  static List<GoodFile> all() {
    return Stream.concat(
            Stream.of("check", "compile", "fmt", "language", "syntax", "../../../../../examples")
                .flatMap(GoodFile::in),
            Case.in("compose").stream().map(GoodFile::of))
        .filter(file -> !file.hasErrors())
        .toList();
  }

  private static Stream<GoodFile> in(String folder) {
    return Golden.in(folder).stream()
        .flatMap(
            golden ->
                Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream()
                    .map(
                        source ->
                            new GoodFile(
                                folder.replaceFirst(".*/", "") + "/" + golden.name(),
                                source,
                                OTHERS,
                                Settings.NONE)));
  }

  private static GoodFile of(Case one) {
    return new GoodFile("compose/" + one.name(), one.source(), one.inputs(), one.settings());
  }

  private boolean hasErrors() {
    return compiled(source).diagnostics().stream()
        .anyMatch(found -> found.severity() == Severity.ERROR);
  }

  /** What comes of another text in this file's place. */
  Compilation compiled(Source text) {
    return Compile.compile(text, BUNDLE, inputs, settings);
  }
}
