package dev.cdlc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The sources of a command line, each once; what cannot be read is told and stops nothing else. */
final class SourceFiles {
  private static final List<String> THIS_FOLDER = List.of(".");

  private final Walk walk;
  private final Console console;
  private final Set<String> seen = new HashSet<>();
  private final Optional<String> standardInputName;
  private final Predicate<SourceFile> asked;
  private final Progress progress;
  private final List<String> troubles = new ArrayList<>();
  private final Set<Path> folders = new HashSet<>();
  private final List<String> dealtWith = new ArrayList<>();

  SourceFiles(Walk walk, Console console) {
    this(walk, Optional.empty(), _ -> true, Progress.unseen(), console);
  }

  /**
   * Sources of which standard input may be one.
   *
   * @param standardInputName the path of the file that standard input is taken for
   * @param asked which of the sources are meant; called from any thread
   */
  SourceFiles(
      Walk walk,
      Optional<String> standardInputName,
      Predicate<SourceFile> asked,
      Progress progress,
      Console console) {
    this.walk = walk;
    this.standardInputName = standardInputName;
    this.asked = asked;
    this.progress = progress;
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
    (words.isEmpty() ? THIS_FOLDER : words).forEach(word -> names.addAll(named(word)));
    List<String> sources = names.stream().filter(seen::add).sorted().toList();
    progress.expect(sources.size());
    AllProcessors.forEach(
        sources,
        name -> attempted(name, work),
        made -> {
          take(made, taker);
          progress.step();
        });
    progress.wipe();
  }

  private <R> void take(Made<R> made, Consumer<R> taker) {
    switch (made) {
      case Done<R>(String name, R result) -> {
        taker.accept(result);
        dealtWith.add(name);
      }
      case Failed<R>(CommandException reason) -> stumble(reason);
      case PassedOver<R>() -> {}
    }
  }

  /** What came of work on a source, be it that it could not be read. */
  private sealed interface Made<R> {}

  private record Done<R>(String name, R result) implements Made<R> {}

  private record Failed<R>(CommandException reason) implements Made<R> {}

  private record PassedOver<R>() implements Made<R> {}

  private <R> Made<R> attempted(String name, Work<R> work) {
    try {
      SourceFile file = read(name);
      return asked.test(file) ? new Done<>(file.name(), work.on(file)) : new PassedOver<>();
    } catch (CommandException e) {
      return new Failed<>(e);
    }
  }

  /**
   * Does something with each source.
   *
   * @param words files, folders, globs, {@code -}; this folder if there are none
   */
  void each(List<String> words, Action action) {
    (words.isEmpty() ? THIS_FOLDER : words).forEach(word -> all(word, action));
  }

  private void all(String word, Action action) {
    named(word).stream().filter(seen::add).forEach(name -> attempt(() -> one(name, action)));
  }

  private List<String> named(String word) {
    SourcePaths paths = SourcePaths.of(word, walk);
    paths.troubles().forEach(this::stumble);
    folders.addAll(paths.folders());
    return paths.names();
  }

  private void one(String name, Action action) throws CommandException {
    SourceFile file = read(name);
    if (asked.test(file)) {
      action.take(file);
      dealtWith.add(file.name());
    }
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
    progress.wipe();
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

  /** The folders that were searched for sources. */
  Set<Path> folders() {
    return Set.copyOf(folders);
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
