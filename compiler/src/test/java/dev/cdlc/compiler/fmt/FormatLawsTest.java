package dev.cdlc.compiler.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for the canonical form of any text. */
class FormatLawsTest {
  private static final int SEEDS = 40;
  private static final int TEXTS_PER_SEED = 50;
  private static final SourceId ID = new SourceId("text.cdl");

  @TestFactory
  Stream<DynamicTest> keepsWhatTheCorpusSays() {
    return Stream.of("", "../../../../../examples")
        .flatMap(folder -> Golden.in(folder).stream())
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> holdsFor(golden)));
  }

  private static void holdsFor(Golden golden) {
    Optional<Source> source = Source.decode(new SourceId(golden.name()), golden.bytes()).value();
    source.flatMap(FormatLawsTest::form).ifPresent(form -> compilesAsBefore(source.get(), form));
  }

  @TestFactory
  Stream<DynamicTest> keepsWhatRandomTextsSay() {
    return IntStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> holdsForMost(seed)));
  }

  private static void holdsForMost(int seed) {
    var random = new Random(seed);
    long formed =
        Stream.generate(() -> RandomText.of(random))
            .limit(TEXTS_PER_SEED)
            .flatMap(text -> form(new Source(ID, text)).stream())
            .count();
    assertThat(formed).isGreaterThan(TEXTS_PER_SEED / 2);
  }

  @TestFactory
  Stream<DynamicTest> keepsWhatDamagedTextsSayOrRefusesThem() {
    return IntStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> refusesMany(seed)));
  }

  private static void refusesMany(int seed) {
    var random = new Random(seed);
    long formed =
        Stream.generate(() -> RandomText.damaged(random))
            .limit(TEXTS_PER_SEED)
            .flatMap(text -> form(new Source(ID, text)).stream())
            .count();
    assertThat(formed).isBetween(1L, TEXTS_PER_SEED - 1L);
  }

  /** The form of a text, of which the laws hold; empty where it is refused, as it should be. */
  private static Optional<String> form(Source source) {
    Result<SyntaxFile> before = Parse.parse(source, new LayoutNames());
    Result<String> result = Format.format(source);
    assertThat(result.value().isEmpty()).as(source.text()).isEqualTo(hasErrors(before));
    assertThat(hasErrors(result)).as(source.text()).isEqualTo(hasErrors(before));
    result.value().ifPresent(form -> saysTheSame(before.value().orElseThrow(), form));
    return result.value();
  }

  private static boolean hasErrors(Result<?> result) {
    return result.diagnostics().stream().anyMatch(found -> found.severity() == Severity.ERROR);
  }

  private static void saysTheSame(SyntaxFile before, String form) {
    String text = before.source().text() + "\n--- becomes\n" + form;
    var source = new Source(ID, form);
    Result<SyntaxFile> after = Parse.parse(source, new LayoutNames());
    assertThat(hasErrors(after)).as(text).isFalse();
    SyntaxFile tree = after.value().orElseThrow();
    assertThat(Outline.of(tree)).as(text).isEqualTo(Outline.of(before));
    assertThat(Outline.comments(tree)).as(text).isEqualTo(Outline.comments(before));
    assertThat(Format.format(source).value()).as(text).contains(form);
    assertThat(form).as(text).doesNotContain("\r", "\t\n", " \n", "\n\n\n").doesNotStartWith("\n");
    assertThat(form.isEmpty() || form.endsWith("\n")).as(text).isTrue();
  }

  private static void compilesAsBefore(Source source, String form) {
    Compilation before = compile(source);
    Compilation after = compile(new Source(source.id(), form));
    assertThat(codes(after)).isEqualTo(codes(before));
    assertThat(configs(after)).isEqualTo(configs(before));
  }

  private static Compilation compile(Source source) {
    return Compile.compile(source, new Bundle("/bundle", Paths.ABSOLUTE));
  }

  private static List<String> codes(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(Diagnostic::code)
        .map(Enum::name)
        .sorted()
        .toList();
  }

  private static List<String> configs(Compilation compilation) {
    return compilation.containers().stream().map(CompiledContainer::configJson).toList();
  }
}
