package dev.cdlc.importer.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.importer.Golden;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The config.json of the compiler's own tests: what CDL has said, CDL can say again. */
final class OwnConfigsTest {
  private static final String CORPUS = "../../../../compiler/src/test/resources/corpus/compile";
  private static final String VALID =
      "../../../../schemas/src/test/resources/dev/cdlc/schemas/good";

  /** What config.json does not hold, or holds of other containers. */
  private static final List<String> UNTOLD = List.of("oci /", "secret ", "after ", "stack ");

  @TestFactory
  Stream<DynamicTest> compileToThemselves() {
    return Golden.in(CORPUS, ".cdl").stream()
        .flatMap(
            golden ->
                compiled(golden).stream()
                    .map(
                        container ->
                            DynamicTest.dynamicTest(
                                golden.name(), () -> check(golden.source(), json(container)))));
  }

  @TestFactory
  Stream<DynamicTest> validOnesCompileToThemselves() {
    return Golden.in(VALID, ".json").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(),
                    () -> RoundTrip.check(golden.source(), imported(golden.source()))));
  }

  private static void check(Source cdl, Source json) {
    String again = imported(json);
    RoundTrip.check(json, again);
    if (UNTOLD.stream().noneMatch(cdl.text()::contains)) {
      assertThat(again.lines().filter(line -> line.startsWith("  oci "))).isEmpty();
    }
  }

  private static List<CompiledContainer> compiled(Golden golden) {
    var bundle = new Bundle("/work", Bundle.Paths.RELATIVE);
    return Compile.compile(golden.source(), bundle).containers();
  }

  private static Source json(CompiledContainer container) {
    return new Source(new SourceId("config.json"), container.configJson());
  }

  private static String imported(Source source) {
    return ImportOci.read(source, Optional.empty()).value().orElseThrow();
  }
}
