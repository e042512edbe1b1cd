package dev.cdlc.cli;

import dev.cdlc.cli.SourcePaths.Links;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sources of a command line, each once; what cannot be read is told and stops nothing else. */
final class SourceFiles {
  private static final List<String> THIS_FOLDER = List.of(".");

  private final Links links;
  private final Console console;
  private final Set<String> seen = new HashSet<>();
  private int read;
  private boolean troubled;

  SourceFiles(Links links, Console console) {
    this.links = links;
    this.console = console;
  }

  /** What is done with each source. */
  interface Action {
    void take(SourceFile file) throws CommandException;
  }

  /**
   * Does something with each source.
   *
   * @param words files, folders, {@code -}; this folder if there are none
   */
  void each(List<String> words, Action action) {
    (words.isEmpty() ? THIS_FOLDER : words).forEach(word -> attempt(() -> all(word, action)));
  }

  private void all(String word, Action action) throws CommandException {
    SourcePaths.of(word, links).stream()
        .filter(seen::add)
        .forEach(name -> attempt(() -> one(name, action)));
  }

  private void one(String name, Action action) throws CommandException {
    action.take(SourceFile.read(name, console));
    read++;
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.make();
    } catch (CommandException e) {
      console.complain(e);
      troubled = true;
    }
  }

  private interface Attempt {
    void make() throws CommandException;
  }

  /** How many sources were dealt with. */
  int count() {
    return read;
  }

  /** How a command ends that found errors in sources, or found none. */
  Outcome outcome(boolean findings) {
    if (troubled) {
      return Outcome.USAGE;
    }
    return findings ? Outcome.FINDINGS : Outcome.DONE;
  }
}
