package dev.cdlc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import java.util.Comparator;
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
    String text = applied(source, diagnostic.fix().orElseThrow().edits());
    List<Diagnostic> after = found(new Source(source.id(), text));
    assertThat(after).as(text).hasSizeLessThanOrEqualTo(before.size());
    assertThat(after).as(text).noneMatch(left -> isSame(left, diagnostic));
  }

  private static boolean isSame(Diagnostic left, Diagnostic right) {
    return left.code() == right.code()
        && left.primary().span().start() == right.primary().span().start();
  }

  private static List<Diagnostic> found(Source source) {
    return Parse.parse(source, NAMES).diagnostics();
  }

  private static String applied(Source source, List<Edit> edits) {
    var text = new StringBuilder();
    int from = 0;
    for (Edit edit :
        edits.stream().sorted(Comparator.comparingInt(edit -> edit.span().start())).toList()) {
      text.append(source.slice(source.span(from, edit.span().start()))).append(edit.replacement());
      from = edit.span().end();
    }
    return text.append(source.slice(source.span(from, source.length()))).toString();
  }
}
