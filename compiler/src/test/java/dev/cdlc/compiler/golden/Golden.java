package dev.cdlc.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of the corpus, {@code x.cdl}, with what a stage should make of it beside it, as in {@code
 * x.ast}. A golden file that is not there stands for nothing at all. {@code -Dgolden.update=true}
 * rewrites what differs, and still fails, so that green always means compared.
 */
public record Golden(Path input) {
  private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /**
   * The {@code .cdl} and {@code .cdltest} files of a folder of the corpus and of the folders below,
   * in order.
   */
  public static List<Golden> in(String folder) {
    try (Stream<Path> files = Files.walk(CORPUS.resolve(folder))) {
      return files
          .filter(file -> file.toString().matches(".*\\.cdl(test)?"))
          .sorted()
          .map(Golden::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One test for each file of a folder. */
  public static Stream<DynamicTest> tests(
      String folder, String suffix, Function<Golden, String> stage) {
    return in(folder).stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(), () -> golden.check(suffix, stage.apply(golden))));
  }

  /** The file's name, as in {@code x.cdl}. */
  public String name() {
    return input.getFileName().toString();
  }

  /** Whether something is kept of the file. */
  public boolean has(String suffix) {
    return Files.exists(beside(suffix));
  }

  private Path beside(String suffix) {
    return input.resolveSibling(name().replaceFirst("\\.cdl(test)?$", suffix));
  }

  public byte[] bytes() {
    try {
      return Files.readAllBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares what a stage made of the file with what is kept of it. */
  public void check(String suffix, String actual) {
    Path kept = beside(suffix);
    String expected = read(kept);
    if (UPDATE && !actual.equals(expected)) {
      write(kept, actual);
    }
    assertThat(actual).as(kept.toString()).isEqualTo(expected);
  }

  private static String read(Path kept) {
    try {
      return Files.exists(kept) ? Files.readString(kept) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path kept, String text) {
    try {
      if (text.isEmpty()) {
        Files.delete(kept);
      } else {
        Files.writeString(kept, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
