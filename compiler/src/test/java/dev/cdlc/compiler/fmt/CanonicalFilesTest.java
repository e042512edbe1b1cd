package dev.cdlc.compiler.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The sources that the repository shows to its readers are in their canonical form. */
class CanonicalFilesTest {
  private static final Path REPOSITORY = Path.of("..");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^```cdl\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  /** The line that the language grew from keeps its shape, in which everybody knows it. */
  private static final String CARD = "container web < ns pid, uts; cpu 50%;";

  @TestFactory
  Stream<DynamicTest> sources() {
    return Stream.of("examples", "bench")
        .flatMap(folder -> below(folder, ".cdl"))
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> isCanonical(read(file))));
  }

  /** What does not parse is an example of that. */
  @TestFactory
  Stream<DynamicTest> examplesInPages() {
    return Stream.of(Stream.of(REPOSITORY.resolve("README.md")), below("docs", ".md"))
        .flatMap(pages -> pages)
        .flatMap(CanonicalFilesTest::examples);
  }

  private static Stream<DynamicTest> examples(Path page) {
    return EXAMPLE
        .matcher(read(page))
        .results()
        .map(example -> example.group(1))
        .map(text -> DynamicTest.dynamicTest(page.toString(), () -> isCanonical(text)));
  }

  private static void isCanonical(String text) {
    Optional<String> form = Format.format(new Source(new SourceId("text.cdl"), text)).value();
    if (!text.contains(CARD)) {
      form.ifPresent(canonical -> assertThat(text).isEqualTo(canonical));
    }
  }

  private static Stream<Path> below(String folder, String suffix) {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
