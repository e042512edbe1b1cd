package dev.cdlc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.explain.Notation.Example;
import dev.cdlc.compiler.oci.Bundle;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pages on types show values that are read as they say, and such as are refused. */
class NotationTest {
  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);
  private static final Pattern NUMBER = Pattern.compile("\\b[0-9]{2,}(?:ms|s)?\\b");

  @TestFactory
  Stream<DynamicTest> rightExamplesMeanWhatTheyAreSaidToMean() {
    return each(Notation::right, NotationTest::compilesTo);
  }

  @TestFactory
  Stream<DynamicTest> wrongExamplesAreRefused() {
    return each(Notation::wrong, (file, _) -> assertThat(errors(compile(file))).isNotEmpty());
  }

  private static Stream<DynamicTest> each(
      Function<Notation, List<Example>> examples, BiConsumer<String, Example> check) {
    return Stream.of(Notation.values())
        .flatMap(
            notation ->
                examples.apply(notation).stream()
                    .map(
                        example ->
                            dynamicTest(
                                notation.title() + " " + example.written(),
                                () ->
                                    check.accept(
                                        notation.sample().formatted(example.written()), example))));
  }

  /** Each number that the note speaks of stands in config.json. */
  private static void compilesTo(String file, Example example) {
    Compilation compilation = compile(file);
    assertThat(compilation.diagnostics()).isEmpty();
    String json = compilation.containers().getFirst().configJson();
    assertThat(NUMBER.matcher(example.note()).results().map(found -> found.group()))
        .allMatch(number -> Pattern.compile("\\b" + number + "\\b").matcher(json).find());
  }

  private static List<Diagnostic> errors(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(found -> found.severity() == Severity.ERROR)
        .toList();
  }

  private static Compilation compile(String file) {
    return Compile.compile(new Source(new SourceId("test.cdl"), file), BUNDLE);
  }
}
