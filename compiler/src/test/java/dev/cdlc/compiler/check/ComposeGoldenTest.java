package dev.cdlc.compiler.check;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.golden.Report;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.OriginTable;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sets of files: what is wrong with them, and what comes of those with nothing wrong. */
class ComposeGoldenTest {
  private static final Bundle BUNDLE = new Bundle(Case.FOLDER, Bundle.Paths.RELATIVE);

  @TestFactory
  Stream<DynamicTest> reportsWhatIsWrong() {
    return each((one, made) -> one.golden().check(".err", report(made)));
  }

  @TestFactory
  Stream<DynamicTest> configsAreAsReviewed() {
    return each(
        (one, made) ->
            one.golden()
                .check(
                    ".oci.json",
                    made.containers().stream()
                        .map(CompiledContainer::configJson)
                        .collect(Collectors.joining())));
  }

  @TestFactory
  Stream<DynamicTest> originsAreAsReviewed() {
    return each(
        List.of("include", "built-in", "seccomp-file"),
        (one, made) ->
            one.golden()
                .check(
                    ".origins",
                    made.containers().stream()
                        .map(container -> OriginTable.of(container.emission()))
                        .collect(Collectors.joining("\n"))));
  }

  private static Stream<DynamicTest> each(BiConsumer<Case, Compilation> check) {
    return each(Case.in("compose").stream().map(Case::name).toList(), check);
  }

  private static Stream<DynamicTest> each(List<String> names, BiConsumer<Case, Compilation> check) {
    return Case.in("compose").stream()
        .filter(one -> names.contains(one.name()))
        .map(one -> dynamicTest(one.name(), () -> check.accept(one, compile(one))));
  }

  private static Compilation compile(Case one) {
    return Compile.compile(one.source(), BUNDLE, one.inputs(), one.settings());
  }

  private static String report(Compilation made) {
    return Report.of(made.diagnostics(), made.sources().all().toArray(Source[]::new));
  }
}
