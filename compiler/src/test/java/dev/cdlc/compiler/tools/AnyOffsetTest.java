package dev.cdlc.compiler.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.golden.Golden;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever the text is and wherever the cursor, there are answers, about the text, and soon. */
class AnyOffsetTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Of a file's offsets; those of a longer one are asked for at intervals. */
  private static final int MOST_OFFSETS = 1_500;

  @TestFactory
  Stream<DynamicTest> ofEachFileIsAnswered() {
    return Stream.of("check", "compose", "syntax", "language", "tools", "compile")
        .flatMap(folder -> Golden.in(folder).stream())
        .flatMap(
            golden -> Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream())
        .map(source -> DynamicTest.dynamicTest(source.id().name(), () -> answersAnywhere(source)));
  }

  @TestFactory
  Stream<DynamicTest> ofEachBeginningIsAnswered() {
    return Golden.in("tools").stream()
        .map(MarkedText::of)
        .map(
            marked ->
                DynamicTest.dynamicTest(
                    marked.source().id().name(), () -> answersWhileTyped(marked.source())));
  }

  @Test
  void outsideOfTheTextIsAnsweredAsItsEnds() {
    Analysis analysis = Analysis.of(source("cdl 1;"), MarkedText.FOLDER, MarkedText.INPUTS);
    assertThat(analysis.hover(-7)).isEqualTo(analysis.hover(0)).isPresent();
    assertThat(analysis.completions(700)).isEqualTo(analysis.completions(6)).isNotEmpty();
  }

  private static Source source(String text) {
    return new Source(new SourceId("typed.cdl"), text);
  }

  private static void answersWhileTyped(Source source) {
    for (int end = 0; end <= source.length(); end++) {
      Source typed = source(source.slice(source.span(0, end)));
      Analysis analysis = Analysis.of(typed, MarkedText.FOLDER, MarkedText.INPUTS);
      answersAt(analysis, typed, end);
    }
  }

  private static void answersAnywhere(Source source) {
    Analysis analysis = Analysis.of(source, MarkedText.FOLDER, MarkedText.INPUTS);
    int step = 1 + source.length() / MOST_OFFSETS;
    for (int offset = 0; offset <= source.length(); offset += step) {
      answersAt(analysis, source, offset);
    }
  }

  private static void answersAt(Analysis analysis, Source source, int offset) {
    long before = System.nanoTime();
    analysis
        .hover(offset)
        .ifPresent(hover -> assertThat(within(hover.span(), source, offset)).isTrue());
    analysis
        .definition(offset)
        .ifPresent(found -> assertThat(found.source().slice(found.target())).isNotNull());
    analysis
        .completions(offset)
        .forEach(found -> assertThat(within(found.replaced(), source, offset)).isTrue());
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SECOND);
    assertThat(analysis.diagnostics()).allSatisfy(found -> analysis.sources().of(place(found)));
  }

  private static Span place(Diagnostic found) {
    return found.primary().span();
  }

  private static boolean within(Span span, Source source, int offset) {
    return span.source().equals(source.id()) && span.start() <= offset && offset <= span.end();
  }
}
