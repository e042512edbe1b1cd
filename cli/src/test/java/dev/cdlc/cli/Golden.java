package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A source of the tests, {@code x.cdl}, with what a command should say of it beside it, as in
 * {@code x.err}. {@code -Dgolden.update=true} rewrites what differs, and still fails, so that green
 * always means compared.
 */
record Golden(Path input) {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final String EXTENSION = ".cdl";
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** Those of a folder, by name. */
  static List<Golden> in(String folder) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(EXTENSION))
          .sorted()
          .map(Golden::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the extension. */
  String name() {
    String file = String.valueOf(input.getFileName());
    return file.substring(0, file.length() - EXTENSION.length());
  }

  void check(String suffix, String actual) {
    Path kept = input.resolveSibling(name() + suffix);
    try {
      String expected = Files.exists(kept) ? Files.readString(kept) : "";
      if (UPDATE && !actual.equals(expected)) {
        Files.writeString(kept, actual);
      }
      assertThat(actual).as(kept.toString()).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
