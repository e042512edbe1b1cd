package dev.cdlc.compiler.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of docs/format.md, each by its examples: what is written, and what becomes of it. */
class FormatReferenceTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```cdl before\n(.*?)```\n\n```cdl\n(.*?)```", Pattern.DOTALL);

  /** A doc comment in an example has no blank line after it. */
  private static final Pattern HEADING = Pattern.compile("\n## (?=[^\n]*\n\n)");

  private static final Pattern FENCE = Pattern.compile("(?m)^```cdl");

  @TestFactory
  Stream<DynamicTest> doesWhatTheRulesSay() throws IOException {
    String reference = Files.readString(Path.of("..", "docs", "format.md"));
    List<String> rules = Arrays.asList(HEADING.split(reference));
    return rules.subList(1, rules.size()).stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(rule.lines().findFirst().orElse(""), () -> holds(rule)));
  }

  private static void holds(String rule) {
    List<MatchResult> examples = EXAMPLE.matcher(rule).results().toList();
    assertThat(examples).isNotEmpty();
    assertThat(FENCE.matcher(rule).results()).hasSize(2 * examples.size());
    for (MatchResult example : examples) {
      assertThat(form(example.group(1))).isEqualTo(example.group(2)).isNotEqualTo(example.group(1));
    }
  }

  private static String form(String text) {
    return Format.format(new Source(new SourceId("example.cdl"), text)).value().orElseThrow();
  }
}
