package dev.cdlc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LanguageReferenceTest {
  private static final Pattern EXAMPLE = Pattern.compile("```cdl\n(.*?)```", Pattern.DOTALL);

  private final String reference;

  LanguageReferenceTest() throws IOException {
    reference = Files.readString(Path.of("..", "docs", "language.md"));
  }

  @Test
  void holdsExamplesThatAreRight() {
    List<String> examples =
        EXAMPLE.matcher(reference).results().map(match -> match.group(1)).toList();

    assertThat(examples)
        .hasSizeGreaterThan(1)
        .allSatisfy(example -> assertThat(CheckedText.wherever(example).diagnostics()).isEmpty());
  }

  @Test
  void namesEachStatement() {
    assertThat(Registry.all().stream().map(Keyword::entry))
        .allSatisfy(entry -> assertThat(reference).contains(entry.title()));
  }
}
