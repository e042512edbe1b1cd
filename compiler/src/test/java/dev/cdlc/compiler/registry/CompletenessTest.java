package dev.cdlc.compiler.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.explain.Explain;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Said;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No statement, and no word of one, lacks its documentation, example, page or golden files. */
class CompletenessTest {
  @TestFactory
  Stream<DynamicTest> eachStatementIsDescribedAndShown() {
    return Registry.all().stream()
        .map(keyword -> DynamicTest.dynamicTest(title(keyword), () -> isDescribed(keyword)));
  }

  private static void isDescribed(Keyword keyword) {
    Entry entry = keyword.entry();
    assertThat(entry.doc()).matches("[A-Z`].{19,}\\.");
    assertThat(entry.fallback()).isNotEmpty();
    assertThat(entry.field()).isNotEmpty();
    assertThat(Explain.page("statement " + entry.title()).orElseThrow()).contains(entry.synopsis());

    Source example = CheckedText.source(entry.example());
    assertThat(Said.in(example)).extracting(Said::keyword).contains(keyword);
    assertThat(CheckedText.of(example).diagnostics()).isEmpty();
  }

  @Test
  void eachStatementIsSaidInAGolden() {
    Set<Keyword> said = emitted().map(Said::keyword).collect(Collectors.toUnmodifiableSet());
    assertThat(Registry.all())
        .filteredOn(keyword -> !said.contains(keyword))
        .extracting(CompletenessTest::title)
        .isEmpty();
  }

  @Test
  void eachStatementIsSaidWronglyInAGolden() {
    Set<Keyword> wrong =
        sources(".err", "check", "compose")
            .flatMap(CompletenessTest::faulty)
            .collect(Collectors.toUnmodifiableSet());
    assertThat(Registry.all())
        .filteredOn(keyword -> !wrong.contains(keyword))
        .extracting(CompletenessTest::title)
        .isEmpty();
  }

  /** The statements that reports on a source point at. */
  private static Stream<Keyword> faulty(Source source) {
    return CheckedText.of(source).diagnostics().stream()
        .map(found -> found.primary().span())
        .filter(span -> span.source().equals(source.id()))
        .flatMap(span -> Said.at(source, span.start()).stream());
  }

  @TestFactory
  Stream<DynamicTest> eachListedWordIsSaidInAGolden() {
    List<Said> said = emitted().toList();
    return Arrays.stream(ValueType.values())
        .filter(type -> !type.words().isEmpty())
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.name(), () -> assertThat(words(said, type)).containsAll(type.words())));
  }

  /** What stands in statements that take a value of the type, as far as it may be one. */
  private static Set<String> words(List<Said> all, ValueType type) {
    return all.stream()
        .filter(said -> takes(said.keyword().entry(), type))
        .flatMap(said -> said.words().stream())
        .flatMap(word -> Stream.of(word.split(",", -1)))
        .flatMap(
            word -> Stream.of(word, word.replaceFirst("=.*", "="), word.replaceFirst("=.*", "")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Mounts of all kinds share one table of options. */
  private static boolean takes(Entry entry, ValueType type) {
    return entry.parameters().stream()
        .map(Parameter::type)
        .anyMatch(taken -> taken == type || (taken.takesOthers() && type.takesOthers()));
  }

  /** The statements of files that a config.json is kept of. */
  private static Stream<Said> emitted() {
    return sources(".oci.json", "compile", "compose").flatMap(source -> Said.in(source).stream());
  }

  private static Stream<Source> sources(String suffix, String... folders) {
    return Stream.of(folders)
        .flatMap(folder -> Golden.in(folder).stream())
        .filter(golden -> golden.has(suffix))
        .flatMap(
            golden -> Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream());
  }

  private static String title(Keyword keyword) {
    return keyword.entry().title() + " " + keyword.entry().home().label();
  }
}
