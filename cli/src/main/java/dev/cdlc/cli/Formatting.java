package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Palette;
import java.util.List;
import java.util.Optional;

/** The formatting of several files. */
final class Formatting {
  /** What is done with a canonical form. */
  enum Mode {
    /** It takes the place of the source. */
    WRITE,
    /** Files that differ from it are named. */
    CHECK,
    /** The differences from it are shown. */
    DIFF
  }

  private final Mode mode;
  private final Walk walk;
  private final Console console;
  private final Findings findings;
  private boolean differs;

  Formatting(Mode mode, Walk walk, Palette palette, Console console) {
    this.mode = mode;
    this.walk = walk;
    this.console = console;
    this.findings = new Findings(palette);
  }

  /** Formats what words of the command line stand for. */
  Outcome of(List<String> words) {
    var files = new SourceFiles(walk, console);
    files.each(words, this::format);
    findings.tell(console, " in " + Findings.counted(files.count(), "file"));
    return files.outcome(differs || findings.hasErrors());
  }

  private void format(SourceFile file) throws CommandException {
    Optional<String> form = findings.format(file);
    if (form.isEmpty()) {
      return;
    }
    boolean same = form.get().equals(file.text());
    switch (mode) {
      case WRITE -> write(file, form.get(), same);
      case CHECK -> tell(same, file.name() + "\n");
      case DIFF -> tell(same, UnifiedDiff.of(file.name(), file.text(), form.get()));
    }
  }

  private void write(SourceFile file, String form, boolean same) throws CommandException {
    if (file.isStandardInput()) {
      file.replace(form, console);
    } else if (!same) {
      file.replace(form, console);
      console.out().println(file.name());
    }
  }

  private void tell(boolean same, String text) {
    if (!same) {
      differs = true;
      console.out().print(text);
    }
  }
}
