package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.HashSet;
import java.util.Set;

/** One run over several files; what cannot be read is told at once and stops nothing else. */
final class Validation {
  private final Console console;
  private final Findings findings;
  private final Set<String> seen = new HashSet<>();
  private int read;
  private boolean unreadable;

  Validation(Palette palette, Console console) {
    this.console = console;
    this.findings = new Findings(palette);
  }

  /** Checks what a word of the command line stands for, each file once. */
  void add(String word) {
    try {
      SourcePaths.of(word).stream().filter(seen::add).forEach(this::check);
    } catch (CommandException e) {
      skip(e);
    }
  }

  /** Tells what was found. */
  Outcome conclude() {
    if (!findings.isEmpty()) {
      findings.tell(console, " in " + Findings.counted(read, "file"));
    } else if (read > 0) {
      console.out().println(Findings.counted(read, "file") + " checked, nothing found");
    }
    if (unreadable) {
      return Outcome.USAGE;
    }
    return findings.hasErrors() ? Outcome.FINDINGS : Outcome.DONE;
  }

  private void check(String file) {
    try {
      findings.compile(SourceFile.read(file, console), Paths.ABSOLUTE);
      read++;
    } catch (CommandException e) {
      skip(e);
    }
  }

  private void skip(CommandException e) {
    console.complain(e);
    unreadable = true;
  }
}
