package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever one token's loss or repetition makes of a file, it is checked, and told about in it. */
class DamagedFileTest {
  private static final int MOST_REPORTS = 4;

  @TestFactory
  Stream<DynamicTest> checksAFileThatLacksAToken() {
    return damaged((text, token) -> text.substring(0, start(token)) + text.substring(end(token)));
  }

  @TestFactory
  Stream<DynamicTest> checksAFileThatRepeatsAToken() {
    return damaged(
        (text, token) ->
            text.substring(0, end(token))
                + " "
                + text.substring(start(token), end(token))
                + text.substring(end(token)));
  }

  private interface Damage {
    String of(String text, Token token);
  }

  private static Stream<DynamicTest> damaged(Damage damage) {
    return Golden.in("check").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(golden.name(), () -> checkEach(source(golden), damage)));
  }

  private static Source source(Golden golden) {
    return Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
  }

  private static void checkEach(Source source, Damage damage) {
    int before = CheckedText.of(source).diagnostics().size();
    SyntaxFile tree = Parse.parse(source, new LayoutNames()).value().orElseThrow();
    for (Token token : tree.tokens()) {
      var damaged = new Source(source.id(), damage.of(source.text(), token));
      List<Diagnostic> found = CheckedText.of(damaged).diagnostics();
      assertThat(found)
          .as(damaged.text())
          .allSatisfy(
              report ->
                  assertThat(report.primary().span().end()).isLessThanOrEqualTo(damaged.length()))
          .hasSizeLessThanOrEqualTo(before + MOST_REPORTS);
    }
  }

  private static int start(Token token) {
    return token.span().start();
  }

  private static int end(Token token) {
    return token.span().end();
  }
}
