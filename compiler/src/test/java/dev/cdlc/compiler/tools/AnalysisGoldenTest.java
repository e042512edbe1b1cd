package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.golden.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is told at the {@code |} of each file of {@code corpus/tools}. */
class AnalysisGoldenTest {
  @TestFactory
  Stream<DynamicTest> answers() {
    return Golden.tests("tools", ".answers", golden -> MarkedText.of(golden).answers());
  }
}
