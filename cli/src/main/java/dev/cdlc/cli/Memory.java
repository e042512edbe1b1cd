package dev.cdlc.cli;

import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.ObservedInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found in sources, as long as it still holds. May be asked from any thread. */
final class Memory implements Check {
  private final Inputs inputs;
  private final Settings settings;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  Memory(Inputs inputs, Settings settings) {
    this.inputs = inputs;
    this.settings = settings;
  }

  /**
   * One source.
   *
   * @param path the names that the system knows it by
   * @param read those of all that was read for it, or was not there
   */
  private record Entry(
      String digest, LintSettings lint, Found found, Set<Path> path, Set<Path> read) {}

  @Override
  public Found of(SourceFile file, LintSettings lint) {
    String digest = file.digest();
    Entry known = entries.get(file.name());
    if (known != null && known.digest().equals(digest) && known.lint().equals(lint)) {
      return known.found();
    }
    var observed = new ObservedInputs(inputs);
    Found found = Found.linted(Found.compile(file, Paths.ABSOLUTE, observed, settings), lint);
    Set<Path> read = RealPaths.read(observed);
    entries.put(file.name(), new Entry(digest, lint, found, RealPaths.of(file.path()), read));
    return found;
  }

  /** Forgets what depends on files that changed. */
  void forget(Collection<Path> changed) {
    entries.values().removeIf(entry -> changed.stream().anyMatch(entry.read()::contains));
  }

  /** Forgets what depends on more than the source itself. */
  void forgetReaders() {
    entries.values().removeIf(entry -> !entry.read().isEmpty());
  }

  /** Whether a file is a source that is known, or was read for one. */
  boolean depends(Path path) {
    return entries.values().stream()
        .anyMatch(entry -> entry.path().contains(path) || entry.read().contains(path));
  }

  /** Where the files are that sources depend on. */
  Set<Path> folders() {
    return entries.values().stream()
        .flatMap(entry -> Stream.concat(entry.path().stream(), entry.read().stream()))
        .map(Path::getParent)
        .collect(Collectors.toSet());
  }
}
