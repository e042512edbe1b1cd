package dev.cdlc.cli;

import dev.cdlc.cli.Found.Suppressed;
import dev.cdlc.cli.ProjectFiles.Baselines;
import dev.cdlc.cli.ProjectFiles.ProjectFile;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.ProjectSettings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.report.Collector;
import dev.cdlc.compiler.report.Report;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One check of several files, which may mend them first. */
final class Validation {
  private final boolean fix;
  private final Check check;
  private final FileInputs inputs;
  private final Settings settings;
  private final Outputs outputs;
  private final LintChoices lint;
  private final ProjectFiles projects;

  /** What the command line names, in the place of what projects do. */
  private final Optional<KnownFindings> known;

  private final Console console;

  /** Where the text goes. */
  private final Console text;

  private final Collector collector;
  private final Findings findings;

  /** Those that are told to no one: once each, by however many includes they are found. */
  private final Set<Diagnostic> suppressed = new HashSet<>();

  private final Progress progress;
  private final Optional<Changed> changed;
  private final SourceFiles files;

  /** Whether standard output has a source, and so nothing else. */
  private boolean printed;

  /** Whether something was found that makes the command fail. */
  private boolean failed;

  /**
   * A check of files.
   *
   * @param fix whether to apply the fixes of what is found, and tell only of what is left
   * @param changed what is checked of all that is named; everything where it is empty
   * @param lint how containers are looked over, whatever their project says
   * @param known the findings that the command line says are known
   * @param standardInputName the path of the file that standard input is taken for
   */
  Validation(
      boolean fix,
      Check check,
      Walk walk,
      Optional<Changed> changed,
      Settings settings,
      LintChoices lint,
      Optional<KnownFindings> known,
      Outputs outputs,
      Optional<String> standardInputName,
      Palette palette,
      Console console) {
    this.fix = fix;
    this.check = check;
    this.inputs = new FileInputs(console.environment());
    this.settings = settings;
    this.lint = lint;
    this.projects = new ProjectFiles(inputs, known.isEmpty() ? Baselines.READ : Baselines.LEFT);
    this.known = known;
    this.outputs = outputs;
    this.console = console;
    this.text = outputs.text(console);
    this.collector = new Collector(Validation::pathFromHere);
    this.findings =
        outputs.areTextOnly() ? new Findings(palette) : new Findings(palette, collector::add);
    this.changed = changed;
    this.progress = Progress.of(text, Progress.Unit.FILE, outputs.areTextOnly());
    this.files =
        new SourceFiles(
            walk,
            standardInputName,
            file -> changed.stream().allMatch(those -> those.test(file)),
            progress,
            console);
  }

  /** Checks what words of the command line stand for, and tells what was found. */
  Outcome of(List<String> words) {
    List<String> named = words.isEmpty() ? projects.targets() : words;
    if (fix) {
      files.each(named, file -> tell(checked(mended(file))));
    } else {
      files.each(named, this::checked, this::tell);
    }
    tellAfterwards();
    projects.troubles().forEach(files::stumble);
    findings.forgetSettingsKnownElsewhere(files.count());
    if (!findings.isEmpty()) {
      findings.tell(text, " in " + Findings.counted(files.count(), "file") + counts());
    } else if (files.count() > 0 && !printed) {
      text.out()
          .println(Findings.counted(files.count(), "file") + " checked, nothing found" + counts());
    } else if (files.outcome(false) == Outcome.DONE) {
      changed.ifPresent(
          since -> text.out().printf("nothing changed against %s%n", since.reference()));
    }
    tellOfThoseGone();
    boolean delivered = outputs.areTextOnly() || outputs.write(report(), console);
    return delivered ? files.outcome(failed || findings.hasErrors()) : Outcome.USAGE;
  }

  /** The folders that were searched for sources. */
  Set<Path> folders() {
    return files.folders();
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

  /**
   * What was found in a file.
   *
   * @param ofProject what is wrong with the project file that holds for it
   * @param fails whether the command does, whatever else is found
   */
  private record Checked(Found found, Optional<Found> ofProject, boolean fails) {
    boolean isQuiet() {
      return found.diagnostics().isEmpty()
          && ofProject.stream().allMatch(project -> project.diagnostics().isEmpty());
    }
  }

  private Checked checked(SourceFile file) throws CommandException {
    Optional<ProjectFile> project = projects.of(file.folder());
    ProjectSettings said = project.map(ProjectFile::settings).orElse(ProjectSettings.NONE);
    Path path = file.path();
    Found found =
        check.of(
            file,
            lint.over(said.of(project.map(one -> one.folder().relativize(path)).orElse(path))));
    Found told =
        known
            .or(() -> project.flatMap(ProjectFile::known))
            .map(findings -> findings.without(found))
            .orElse(found);
    boolean fails = lint.fail(Findings.withoutSettings(told.diagnostics()), said.failOn());
    return new Checked(told, project.map(ProjectFile::found), fails);
  }

  private void tell(Checked checked) {
    failed |= checked.fails();
    if (!checked.isQuiet()) {
      progress.wipe();
    }
    checked.ofProject().ifPresent(findings::add);
    findings.add(checked.found());
    if (!outputs.areTextOnly()) {
      collectSuppressed(checked.found());
    }
    findings.tellSoFar(text);
  }

  private void tellAfterwards() {
    try {
      for (Found found : check.afterwards()) {
        failed |= lint.fail(found.diagnostics(), Optional.empty());
        findings.add(found);
        findings.tellSoFar(text);
      }
    } catch (CommandException e) {
      files.stumble(e);
    }
  }

  private void collectSuppressed(Found found) {
    Sources sources = Sources.of(found.sources());
    for (Suppressed one : found.suppressed()) {
      if (suppressed.add(one.finding())) {
        collector.addSuppressed(one.finding(), one.why(), sources);
      }
    }
  }

  private List<KnownFindings> known() {
    return known.map(List::of).orElseGet(projects::known);
  }

  /** As in {@code , 3 known}; nothing where none is. */
  private String counts() {
    int count = known().stream().mapToInt(KnownFindings::count).sum();
    return (count == 0 ? "" : ", %d known".formatted(count)) + check.count();
  }

  private void tellOfThoseGone() {
    for (KnownFindings one : known()) {
      long gone = one.gone(files.names());
      if (gone > 0) {
        text.err()
            .printf(
                "%s of %s %s no more; `--write-baseline %s` writes it anew%n",
                Findings.counted(gone, "finding"),
                one.file(),
                gone == 1 ? "is" : "are",
                one.file());
      }
    }
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
