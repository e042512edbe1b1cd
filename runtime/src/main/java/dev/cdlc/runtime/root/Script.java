package dev.cdlc.runtime.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first line of a script, see execve(2).
 *
 * @param interpreter an absolute path
 * @param looksUp the name of the program that env(1) runs, if the interpreter is that
 */
record Script(String interpreter, Optional<String> looksUp) {
  /** As much of the line as the kernel reads. */
  private static final int LONGEST = 255;

  /** Reads a file; empty if it has no such line. */
  static Optional<Script> read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      return start.startsWith("#!") ? of(start.substring(2).lines().findFirst()) : Optional.empty();
    }
  }

  private static Optional<Script> of(Optional<String> line) {
    List<String> words =
        line.stream().flatMap(text -> Stream.of(text.strip().split("[ \t]+"))).toList();
    if (words.isEmpty() || !words.getFirst().startsWith("/")) {
      return Optional.empty();
    }
    Stream<String> arguments =
        words.getFirst().endsWith("/env") ? words.stream().skip(1) : Stream.empty();
    return Optional.of(
        new Script(
            words.getFirst(),
            arguments.filter(word -> !word.startsWith("-") && !word.contains("=")).findFirst()));
  }
}
