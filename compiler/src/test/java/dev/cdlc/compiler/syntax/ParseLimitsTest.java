package dev.cdlc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ParseLimitsTest {
  private static final int LARGEST = 1 << 20;

  /** Enough for a quadratic pass to take minutes; a linear one is done in a second. */
  private static final int LARGE = 1 << 18;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestFactory
  Stream<DynamicTest> tellsOnceOfAFileOfOneThingRepeated() {
    return Stream.of(
        once("", "<", "", Code.BLOCK_WITHOUT_STATEMENT, LARGEST),
        once(">", Code.STRAY_CLOSER),
        once("", ";", "", Code.TOO_MANY_STATEMENTS, LARGEST),
        once(",", Code.MISPLACED_COMMA),
        once("a<", Code.NESTED_TOO_DEEP),
        once("a;\n", Code.TOO_MANY_STATEMENTS),
        once("{", Code.UNQUOTED_CHARACTER),
        once("\\", Code.UNQUOTED_CHARACTER),
        once("$ ", Code.BAD_REFERENCE),
        once("${", Code.BAD_REFERENCE),
        once("${x", Code.BAD_REFERENCE),
        once("\u0000", Code.FORBIDDEN_CHARACTER),
        once("\u202E\n", Code.FORBIDDEN_CHARACTER),
        once("'\n", Code.UNTERMINATED_QUOTE),
        once("x# ", Code.GLUED_COMMENT),
        once("#", Code.EMPTY_FILE),
        once("\r\n", Code.EMPTY_FILE));
  }

  @TestFactory
  Stream<DynamicTest> tellsOnceOfACommandOfOneThingRepeated() {
    String command = "container a < run x ";
    return Stream.of(
        once(command, "> ", "y; >", Code.BRACKET_IN_COMMAND),
        once(command, "x>", "y; >", Code.BRACKET_IN_COMMAND),
        once(command, "'x'>", "y; >", Code.BRACKET_IN_COMMAND),
        once(command, "<", "; >", Code.BRACKET_IN_COMMAND),
        once(command, ",", "; >", Code.MISPLACED_COMMA),
        once(command, "", "\"" + "\\d".repeat(LARGE / 4) + "\"; >", Code.UNKNOWN_ESCAPE),
        once(command, "", "\"" + "\\u{".repeat(LARGE / 4) + "\"; >", Code.UNKNOWN_ESCAPE));
  }

  private static DynamicTest once(String unit, Code code) {
    return once("", unit, "", code);
  }

  private static DynamicTest once(String before, String unit, String after, Code code) {
    return once(before, unit, after, code, LARGE);
  }

  private static DynamicTest once(String before, String unit, String after, Code code, int size) {
    String name = before + unit + (after.length() > 10 ? after.substring(0, 10) : after);
    return DynamicTest.dynamicTest(
        "one thing: " + name.strip(),
        () -> {
          int room = size - before.length() - after.length();
          String text = before + (unit.isEmpty() ? "" : unit.repeat(room / unit.length())) + after;
          List<Diagnostic> found = assertTimeoutPreemptively(PATIENCE, () -> read(text));
          assertThat(found).extracting(Diagnostic::code).containsExactly(code);
        });
  }

  @Test
  void readsAMebibyteOfStatements() {
    String line = "  env A" + "x".repeat(150) + "=\"y\";\n";
    String text = "container a <\n" + line.repeat(6000) + ">\n";
    assertThat(assertTimeoutPreemptively(PATIENCE, () -> read(text))).isEmpty();
  }

  @Test
  void shortensALongLine() {
    String text = "container a < run " + "word ".repeat(1000) + "{x} " + "more ".repeat(1000) + ">";
    var source = new Source(new SourceId("long.cdl"), text);
    Diagnostic found = Parse.parse(source, new LanguageNames()).diagnostics().getFirst();
    String shown = new Render(List.of(source), Palette.PLAIN).text(found);
    assertThat(shown).contains("…word word", "{x}", "more m…").hasSizeLessThan(600);
  }

  /** Parses, and shows what was found. */
  private static List<Diagnostic> read(String text) {
    var source = new Source(new SourceId("large.cdl"), text);
    var result = Parse.parse(source, new LanguageNames());
    assertThat(result.value().orElseThrow().text().equals(text)).isTrue();
    var render = new Render(List.of(source), Palette.PLAIN);
    result.diagnostics().forEach(found -> assertThat(render.text(found)).isNotBlank());
    return result.diagnostics();
  }
}
