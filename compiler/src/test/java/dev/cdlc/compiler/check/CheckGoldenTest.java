package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Report;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.input.Settings.Values;
import dev.cdlc.compiler.resolve.Resolve;
import java.util.List;
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
                        assertThat(ofLanguage(golden))
                            .extracting(Diagnostic::code)
                            .isSubsetOf(Code.NOT_YET_KNOWN, Code.MISSING_RUN)));
  }

  private static List<Diagnostic> ofLanguage(Golden golden) {
    var inputs = new MapInputs().file("/profiles/hardened.cdl", "profile hardened < pids 9 >");
    return Resolve.resolve(source(golden).orElseThrow(), "/", inputs)
        .then(files -> Check.check(files, inputs, Settings.NONE.with(Values.DISPENSABLE)))
        .diagnostics();
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
