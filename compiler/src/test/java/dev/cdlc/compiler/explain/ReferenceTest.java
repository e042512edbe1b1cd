package dev.cdlc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code docs/reference.md} is what the tables say. */
class ReferenceTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path REFERENCE = DOCS.resolve("reference.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^#)]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  private final String manual = ReferenceManual.text();

  @Test
  void isCurrent() throws IOException {
    String kept = Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "";
    if (Boolean.getBoolean("golden.update") && !manual.equals(kept)) {
      Files.writeString(REFERENCE, manual);
    }
    assertThat(manual.lines())
        .as("docs/reference.md is out of date; CONTRIBUTING.md, \"The reference\", has the command")
        .containsExactlyElementsOf(kept.lines().toList());
  }

  @Test
  void hasAHeadingForEachStatementOnce() {
    assertThat(headings(manual).toList())
        .doesNotHaveDuplicates()
        .containsAll(Registry.all().stream().map(ReferenceManual::title).toList());
  }

  @Test
  void linksLeadSomewhere() {
    List<String> dead =
        LINK.matcher(manual)
            .results()
            .filter(link -> !leads(link.group(1), link.group(2)))
            .map(link -> link.group())
            .distinct()
            .toList();
    assertThat(dead).isEmpty();
  }

  private boolean leads(String file, @Nullable String anchor) {
    String text = file.isEmpty() ? manual : read(DOCS.resolve(file));
    return !text.isEmpty()
        && (anchor == null || headings(text).map(ReferenceManual::anchor).anyMatch(anchor::equals));
  }

  private static Stream<String> headings(String text) {
    return HEADING.matcher(text).results().map(found -> found.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
