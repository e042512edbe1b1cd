package dev.cdlc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Applies all fixes that the corpus draws, together and until there is none left. */
class AllFixesTest {
  @TestFactory
  Stream<DynamicTest> allFixesTogetherMendWhatTheySay() {
    return Golden.in("").stream()
        .flatMap(
            golden -> Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream())
        .filter(source -> found(source).stream().anyMatch(one -> one.fix().isPresent()))
        .map(source -> DynamicTest.dynamicTest(source.id().name(), () -> mendsWhatItSays(source)));
  }

  /** Each check file, again and again: with one word or mark of it twice, or not at all. */
  @Tag("long")
  @TestFactory
  Stream<DynamicTest> damageIsMendedToTheEnd() {
    return Golden.in("check").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(), () -> damaged(golden).forEach(AllFixesTest::leavesNoFix)));
  }

  private static Stream<Source> damaged(Golden golden) {
    Source source =
        Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
    return Parse.parse(source, new LayoutNames()).value().orElseThrow().tokens().stream()
        .map(Token::span)
        .flatMap(
            span ->
                Stream.of("", source.slice(span) + " " + source.slice(span))
                    .map(replacement -> edited(source, span, replacement)));
  }

  private static Source edited(Source source, Span span, String replacement) {
    Diagnostic edit =
        Diagnostic.of(Code.WRONG_TYPE, span, "").withFix("", new Edit(span, replacement));
    return ApplyFixes.once(source, List.of(edit));
  }

  private static void leavesNoFix(Source source) {
    Source mended = ApplyFixes.repeatedly(source, AllFixesTest::found);
    assertThat(found(mended)).as(mended.text()).noneMatch(one -> one.fix().isPresent());
  }

  private static void mendsWhatItSays(Source source) {
    Source mended = ApplyFixes.repeatedly(source, AllFixesTest::found);
    List<Diagnostic> left = found(mended);
    assertThat(left).as(mended.text()).noneMatch(one -> one.fix().isPresent());
    assertThat(syntaxErrors(found(source)).containsAll(syntaxErrors(left)))
        .as(mended.text() + syntaxErrors(left))
        .isTrue();
  }

  private static List<String> syntaxErrors(List<Diagnostic> found) {
    return found.stream()
        .filter(one -> one.severity() == Severity.ERROR && one.fix().isEmpty())
        .map(one -> one.code().id())
        .filter(id -> id.startsWith("CDL01"))
        .toList();
  }

  private static List<Diagnostic> found(Source source) {
    return Compile.compile(source, new Bundle("/bundle", Paths.ABSOLUTE)).diagnostics();
  }
}
