package dev.cdlc.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The sources of a command line, each once; what cannot be read is told and stops nothing else. */
final class SourceFiles {
  private static final List<String> THIS_FOLDER = List.of(".");

  private final Walk walk;
  private final Console console;
  private final Set<String> seen = new HashSet<>();
  private final Optional<String> standardInputName;
  private final List<String> troubles = new ArrayList<>();
  private final List<String> dealtWith = new ArrayList<>();

  SourceFiles(Walk walk, Console console) {
    this(walk, Optional.empty(), console);
  }

  /**
   * Sources of which standard input may be one.
   *
   * @param standardInputName the path of the file that standard input is taken for
   */
  SourceFiles(Walk walk, Optional<String> standardInputName, Console console) {
    this.walk = walk;
    this.standardInputName = standardInputName;
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
   * @param words files, folders, globs, {@code -}; this folder if there are none
   * @param work called from any thread
   * @param taker called from this thread, in the order of the sources' names
   */
  <R> void each(List<String> words, Work<R> work, Consumer<R> taker) {
    var names = new ArrayList<String>();
    (words.isEmpty() ? THIS_FOLDER : words)
        .forEach(word -> attempt(() -> names.addAll(named(word))));
    AllProcessors.forEach(
        names.stream().filter(seen::add).sorted().toList(),
        name -> attempted(name, work),
        made ->
            attempt(
                () -> {
                  taker.accept(made.get());
                  dealtWith.add(made.name());
                }));
  }

  /** What came of work on a source, be it that it could not be read. */
  private interface Made<R> {
    String name();

    R get() throws CommandException;
  }

  private record Done<R>(String name, R get) implements Made<R> {}

  private record Failed<R>(String name, CommandException reason) implements Made<R> {
    @Override
    public R get() throws CommandException {
      throw reason;
    }
  }

  private <R> Made<R> attempted(String name, Work<R> work) {
    try {
      SourceFile file = read(name);
      return new Done<>(file.name(), work.on(file));
    } catch (CommandException e) {
      return new Failed<>(name, e);
    }
  }

  /**
   * Does something with each source.
   *
   * @param words files, folders, globs, {@code -}; this folder if there are none
   */
  void each(List<String> words, Action action) {
    (words.isEmpty() ? THIS_FOLDER : words).forEach(word -> attempt(() -> all(word, action)));
  }

  private void all(String word, Action action) throws CommandException {
    named(word).stream().filter(seen::add).forEach(name -> attempt(() -> one(name, action)));
  }

  private List<String> named(String word) throws CommandException {
    SourcePaths paths = SourcePaths.of(word, walk);
    paths.troubles().forEach(this::stumble);
    return paths.names();
  }

  private void one(String name, Action action) throws CommandException {
    SourceFile file = read(name);
    action.take(file);
    dealtWith.add(file.name());
  }

  private SourceFile read(String name) throws CommandException {
    return name.equals("-")
        ? SourceFile.standardInput(standardInputName, console)
        : SourceFile.read(name, console);
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.make();
    } catch (CommandException e) {
      stumble(e);
    }
  }

  /** Tells why something could not be dealt with. */
  void stumble(CommandException reason) {
    console.complain(reason);
    troubles.add(reason.getMessage());
  }

  private interface Attempt {
    void make() throws CommandException;
  }

  /** How many sources were dealt with. */
  int count() {
    return dealtWith.size();
  }

  /** The names of those that were dealt with. */
  List<String> names() {
    return List.copyOf(dealtWith);
  }

  /** Why others could not be, one clause each. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  /** How a command ends that found errors in sources, or found none. */
  Outcome outcome(boolean findings) {
    if (!troubles.isEmpty()) {
      return Outcome.USAGE;
    }
    return findings ? Outcome.FINDINGS : Outcome.DONE;
  }
}
