package dev.cdlc.cli;

import dev.cdlc.codegen.launch.KeptKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The folder in which {@code cdlc-launch} keeps what was compiled. */
record KeptFolder(Path path) {
  /** In bytes, of all that is kept. */
  static final long LIMIT = 64L << 20;

  private static final Path OF_ROOT = Path.of("/var/cache/cdlc");

  /** Names that the launcher gives: those behind a point are of files that are not whole yet. */
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}(\\.[0-9]+)?");

  /** Copying a few pages takes no longer. */
  private static final Duration COPYING = Duration.ofMinutes(1);

  /**
   * One kept executable.
   *
   * @param used last
   */
  record Entry(Path file, long bytes, Instant used) {
    /** What it was asked for by; empty if it is not whole, or cannot be read. */
    Optional<KeptKey> key() {
      try {
        return KeptKey.of(Files.readAllBytes(file));
      } catch (IOException _) {
        return Optional.empty();
      }
    }
  }

  /** That of a user, as the launcher chooses it; empty for one who has no home. */
  static Optional<KeptFolder> of(long user, Console console) {
    return of(user, console.environment());
  }

  /** That of a user who has such an environment. */
  static Optional<KeptFolder> of(long user, Map<String, String> environment) {
    if (user == 0) {
      return Optional.of(new KeptFolder(OF_ROOT));
    }
    return absolute(environment, "XDG_CACHE_HOME")
        .map(cache -> cache.resolve("cdlc"))
        .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".cache/cdlc")))
        .map(KeptFolder::new);
  }

  private static Optional<Path> absolute(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> value.startsWith("/"))
        .map(Path::of);
  }

  /** Where images of registries are kept. */
  Path images() {
    return path.resolve("images");
  }

  /** The one that was used last comes first; none where there is no such folder. */
  List<Entry> entries() throws IOException {
    var entries = new ArrayList<Entry>();
    for (Path file : files()) {
      entry(file).ifPresent(entries::add);
    }
    entries.sort(Comparator.comparing(Entry::used).reversed());
    return entries;
  }

  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path, KeptFolder::isKept)) {
      all.forEach(files::add);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  private static boolean isKept(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  private static Optional<Entry> entry(Path file) throws IOException {
    try {
      var found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new Entry(file, found.size(), found.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Removes all that is kept, and returns how much that was. */
  int clear() throws IOException {
    List<Path> files = files();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    return files.size();
  }

  /**
   * Removes what was used longest ago where there is too much, and what was never finished. What
   * cannot be removed stays: this is no reason not to run a container.
   */
  void prune() {
    try {
      prune(LIMIT);
    } catch (IOException _) {
      // The next compilation tries again.
    }
  }

  void prune(long limit) throws IOException {
    Instant abandoned = Instant.now().minus(COPYING);
    long bytes = 0;
    for (Entry entry : entries()) {
      bytes += entry.bytes();
      if (bytes > limit || (isUnfinished(entry.file()) && entry.used().isBefore(abandoned))) {
        Files.deleteIfExists(entry.file());
      }
    }
  }

  private static boolean isUnfinished(Path file) {
    return String.valueOf(file.getFileName()).contains(".");
  }
}
