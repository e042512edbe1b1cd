package dev.cdlc.cli;

import dev.cdlc.cli.SourcePaths.Links;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.report.Collector;
import dev.cdlc.compiler.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One check of several files, which may mend them first. */
final class Validation {
  private final boolean fix;
  private final FileInputs inputs;
  private final Settings settings;
  private final Outputs outputs;
  private final LintSettings lint;
  private final Console console;

  /** Where the text goes. */
  private final Console text;

  private final Collector collector;
  private final Findings findings;
  private final SourceFiles files;

  /** Whether standard output has a source, and so nothing else. */
  private boolean printed;

  /**
   * A check of files.
   *
   * @param fix whether to apply the fixes of what is found, and tell only of what is left
   * @param lint how containers are looked over
   * @param standardInputName the path of the file that standard input is taken for
   */
  Validation(
      boolean fix,
      Settings settings,
      LintSettings lint,
      Outputs outputs,
      Optional<String> standardInputName,
      Palette palette,
      Console console) {
    this.fix = fix;
    this.inputs = new FileInputs(console.environment());
    this.settings = settings.with(Settings.Values.DISPENSABLE);
    this.lint = lint;
    this.outputs = outputs;
    this.console = console;
    this.text = outputs.text(console);
    this.collector = new Collector(Validation::pathFromHere);
    this.findings =
        outputs.areTextOnly() ? new Findings(palette) : new Findings(palette, collector::add);
    this.files =
        new SourceFiles(fix ? Links.PASSED_OVER : Links.FOLLOWED, standardInputName, console);
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
      findings.tell(text, " in " + Findings.counted(files.count(), "file"));
    } else if (files.count() > 0 && !printed) {
      text.out().println(Findings.counted(files.count(), "file") + " checked, nothing found");
    }
    boolean delivered = outputs.areTextOnly() || outputs.write(report(), console);
    return delivered ? files.outcome(findings.hasErrors()) : Outcome.USAGE;
  }

  private Report report() {
    files.names().forEach(collector::checked);
    files.troubles().forEach(collector::troubled);
    return collector.report(Version.CDLC);
  }

  /** As readers of a report know a file, whose folder is this one as a rule. */
  private static String pathFromHere(String name) {
    Path path = Path.of(name).normalize();
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  private Found found(SourceFile file) {
    return Found.linted(Found.compile(file, Paths.ABSOLUTE, inputs, settings), lint);
  }

  private void tell(Found found) {
    findings.add(found);
    findings.tellSoFar(text);
  }

  private SourceFile mended(SourceFile file) throws CommandException {
    Optional<Source> source = file.source().value();
    Optional<Source> mended = source.map(text -> mended(text, file));
    printed |= file.isStandardInput();
    if (mended.isEmpty() || (mended.equals(source) && !file.isStandardInput())) {
      return file;
    }
    if (!file.isStandardInput()) {
      text.out().println("fixed " + file.name());
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
