package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.explain.Explain;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Strictness;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each rule finds what its page shows as wrong, and nothing in what it shows as right. */
class RulePagesTest {
  private static final Pattern EXAMPLE = Pattern.compile("```cdl\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> findsWhatThePageShows() {
    return Stream.concat(
            Rules.ALL.stream().map(Rule::code), Stream.of(Code.INVALID_IGNORE, Code.UNUSED_IGNORE))
        .filter(code -> code != Code.UNFORMATTED) // all examples are formatted
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> check(code)));
  }

  private static void check(Code code) {
    String page = Explain.page(code.id()).orElseThrow();
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult match) -> match.group(1)).toList();
    assertThat(examples).hasSize(2);

    LintedText wrong = LintedText.of(examples.getFirst(), asked(code, Level.RESTRICTED));
    LintedText right = LintedText.of(examples.getLast(), asked(code, Level.RESTRICTED));
    assertThat(wrong.codes()).as("wrong").contains(code);
    assertThat(right.codes()).as("right").doesNotContain(code);
    assertThat(compiled(wrong)).as("wrong, to the compiler").isEmpty();
    assertThat(compiled(right)).as("right, to the compiler").isEmpty();
    assertThat(LintedText.of(examples.getLast(), asked(code, Level.BASELINE)).codes())
        .as("right, at baseline")
        .isEmpty();
    assertThat(wrong.linted().findings())
        .allSatisfy(found -> assertThat(found.help()).as(found.message()).isPresent());
  }

  private static List<Code> compiled(LintedText text) {
    return text.linted().findings().stream()
        .map(Diagnostic::code)
        .filter(code -> code.id().compareTo("CDL2000") < 0)
        .toList();
  }

  /** With what the page says has to be assumed or asked for. */
  private static LintSettings asked(Code code, Level level) {
    LintSettings settings = LintSettings.DEFAULT.withLevel(level);
    return switch (code) {
      case UNUSED_DECLARATION, UNDOCUMENTED -> settings.withRule(code, Strictness.WARNING);
      case IGNORED_ROOTLESS -> assuming(settings, "rootless");
      case HOST_PATH_MISSING, CONTROLLER_MISSING, COMMAND_MISSING ->
          settings.withHost(new KnownHost());
      case TOO_NEW -> assuming(settings, "kernel=5.4");
      default -> settings;
    };
  }

  private static LintSettings assuming(LintSettings settings, String word) {
    return switch (Assume.NOTHING.with(word)) {
      case Assume.Reading.Known(Assume known) -> settings.withAssume(known);
      case Assume.Reading.Wrong(String message, _) -> throw new AssertionError(message);
    };
  }
}
