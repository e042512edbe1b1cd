package dev.cdlc.cli;

import dev.cdlc.cli.SourcePaths.Links;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.List;
import java.util.Optional;

/** One check of several files, which may mend them first. */
final class Validation {
  private final boolean fix;
  private final FileInputs inputs;
  private final Settings settings;
  private final Console console;
  private final Findings findings;
  private final SourceFiles files;

  /** Whether standard output has a source, and so nothing else. */
  private boolean printed;

  /**
   * A check of files.
   *
   * @param fix whether to apply the fixes of what is found, and tell only of what is left
   */
  Validation(boolean fix, Settings settings, Palette palette, Console console) {
    this.fix = fix;
    this.inputs = new FileInputs(console.environment());
    this.settings = settings.with(Settings.Values.DISPENSABLE);
    this.console = console;
    this.findings = new Findings(palette);
    this.files = new SourceFiles(fix ? Links.PASSED_OVER : Links.FOLLOWED, console);
  }

  /** Checks what words of the command line stand for, and tells what was found. */
  Outcome of(List<String> words) {
    if (fix) {
      files.each(words, file -> tell(found(mended(file))));
    } else {
      files.each(words, this::found, this::tell);
    }
    findings.forgetSettingsKnownElsewhere(files.count());
    if (!findings.isEmpty()) {
      findings.tell(console, " in " + Findings.counted(files.count(), "file"));
    } else if (files.count() > 0 && !printed) {
      console.out().println(Findings.counted(files.count(), "file") + " checked, nothing found");
    }
    return files.outcome(findings.hasErrors());
  }

  private Found found(SourceFile file) {
    return Found.in(Found.compile(file, Paths.ABSOLUTE, inputs, settings));
  }

  private void tell(Found found) {
    findings.add(found);
    findings.tellSoFar(console);
  }

  private SourceFile mended(SourceFile file) throws CommandException {
    Optional<Source> source = file.source().value();
    Optional<Source> mended = source.map(text -> mended(text, file));
    printed |= file.isStandardInput();
    if (mended.isEmpty() || (mended.equals(source) && !file.isStandardInput())) {
      return file;
    }
    if (!file.isStandardInput()) {
      console.out().println("fixed " + file.name());
    }
    return file.replace(mended.get().text(), console);
  }

  private Source mended(Source source, SourceFile file) {
    var bundle = new Bundle(file.folder().toString(), Paths.ABSOLUTE);
    return ApplyFixes.repeatedly(source, text -> faults(text, bundle));
  }

  /** What is found in included files is not to be mended here. */
  private List<Diagnostic> faults(Source source, Bundle bundle) {
    return Compile.compile(source, bundle, inputs, settings).diagnostics().stream()
        .filter(found -> found.primary().span().source().equals(source.id()))
        .toList();
  }
}
