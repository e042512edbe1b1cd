package dev.cdlc.cli;

import dev.cdlc.cli.SourcePaths.Links;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

  /** What is made of each source. */
  interface Work<R> {
    R on(SourceFile file) throws CommandException;
  }

  /**
   * Makes something of each source, of several at the same time.
   *
   * @param words files, folders, {@code -}; this folder if there are none
   * @param work called from any thread
   * @param taker called from this thread, in the order of the sources' names
   */
  <R> void each(List<String> words, Work<R> work, Consumer<R> taker) {
    var names = new ArrayList<String>();
    (words.isEmpty() ? THIS_FOLDER : words)
        .forEach(word -> attempt(() -> names.addAll(SourcePaths.of(word, links))));
    AllProcessors.forEach(
        names.stream().filter(seen::add).sorted().toList(),
        name -> attempted(name, work),
        made ->
            attempt(
                () -> {
                  taker.accept(made.get());
                  read++;
                }));
  }

  /** What came of work on a source, be it that it could not be read. */
  private interface Made<R> {
    R get() throws CommandException;
  }

  private <R> Made<R> attempted(String name, Work<R> work) {
    try {
      R made = work.on(SourceFile.read(name, console));
      return () -> made;
    } catch (CommandException e) {
      return () -> {
        throw e;
      };
    }
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
