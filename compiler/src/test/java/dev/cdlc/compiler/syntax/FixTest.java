package dev.cdlc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Applies every fix that the corpus of broken files draws. */
class FixTest {
  private static final LanguageNames NAMES = new LanguageNames();

  @TestFactory
  Stream<DynamicTest> everyFixMendsItsFaultAndBreaksNothing() {
    return Golden.in("syntax").stream()
        .flatMap(
            golden -> Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream())
        .flatMap(FixTest::fixes);
  }

  private static Stream<DynamicTest> fixes(Source source) {
    List<Diagnostic> before = found(source);
    return before.stream()
        .filter(diagnostic -> diagnostic.fix().isPresent())
        .map(
            diagnostic ->
                DynamicTest.dynamicTest(
                    source.id() + " " + diagnostic.code(),
                    () -> mends(source, before, diagnostic)));
  }

  private static void mends(Source source, List<Diagnostic> before, Diagnostic diagnostic) {
    Source mended = ApplyFixes.once(source, List.of(diagnostic));
    List<Diagnostic> after = found(mended);
    assertThat(after).as(mended.text()).hasSizeLessThanOrEqualTo(before.size());
    assertThat(after).as(mended.text()).noneMatch(left -> isSame(left, diagnostic));
  }

  private static boolean isSame(Diagnostic left, Diagnostic right) {
    return left.code() == right.code()
        && left.primary().span().start() == right.primary().span().start();
  }

  private static List<Diagnostic> found(Source source) {
    return Parse.parse(source, NAMES).diagnostics();
  }
}
