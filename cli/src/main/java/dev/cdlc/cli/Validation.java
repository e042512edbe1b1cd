package dev.cdlc.cli;

import dev.cdlc.cli.SourcePaths.Links;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.List;
import java.util.Optional;

/** One check of several files, which may mend them first. */
final class Validation {
  private final boolean fix;
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
  Validation(boolean fix, Palette palette, Console console) {
    this.fix = fix;
    this.console = console;
    this.findings = new Findings(palette);
    this.files = new SourceFiles(fix ? Links.PASSED_OVER : Links.FOLLOWED, console);
  }

  /** Checks what words of the command line stand for, and tells what was found. */
  Outcome of(List<String> words) {
    files.each(words, this::check);
    if (!findings.isEmpty()) {
      findings.tell(console, " in " + Findings.counted(files.count(), "file"));
    } else if (files.count() > 0 && !printed) {
      console.out().println(Findings.counted(files.count(), "file") + " checked, nothing found");
    }
    return files.outcome(findings.hasErrors());
  }

  private void check(SourceFile file) throws CommandException {
    findings.compile(fix ? mended(file) : file, Paths.ABSOLUTE);
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

  private static Source mended(Source source, SourceFile file) {
    var bundle = new Bundle(file.folder().toString(), Paths.ABSOLUTE);
    return ApplyFixes.repeatedly(source, text -> Compile.compile(text, bundle).diagnostics());
  }
}
