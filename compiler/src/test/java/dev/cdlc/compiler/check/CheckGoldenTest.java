package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Report;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CheckGoldenTest {
  @TestFactory
  Stream<DynamicTest> makesTheModel() {
    return Golden.tests("check", ".model", CheckGoldenTest::model);
  }

  @TestFactory
  Stream<DynamicTest> reportsWhatIsWrong() {
    return Golden.tests("check", ".err", CheckGoldenTest::report);
  }

  /** What belongs to the language and is still to come is told as that, and nothing else. */
  @TestFactory
  Stream<DynamicTest> tellsWhatIsNotKnownYet() {
    return Golden.in("language").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(),
                    () ->
                        assertThat(CheckedText.of(source(golden).orElseThrow()).diagnostics())
                            .extracting(Diagnostic::code)
                            .isSubsetOf(Code.NOT_YET_KNOWN, Code.MISSING_RUN)));
  }

  /** A file that is broken in its syntax is checked too: whatever the tree holds. */
  @TestFactory
  Stream<DynamicTest> checksBrokenFiles() {
    return Golden.in("syntax").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(), () -> source(golden).ifPresent(CheckedText::of)));
  }

  private static Optional<Source> source(Golden golden) {
    return Source.decode(new SourceId(golden.name()), golden.bytes()).value();
  }

  private static String model(Golden golden) {
    Source source = source(golden).orElseThrow();
    return CheckedText.of(source)
        .value()
        .map(containers -> ModelDump.of(source, containers))
        .orElse("");
  }

  private static String report(Golden golden) {
    Source source = source(golden).orElseThrow();
    return Report.of(CheckedText.of(source).diagnostics(), source);
  }
}
