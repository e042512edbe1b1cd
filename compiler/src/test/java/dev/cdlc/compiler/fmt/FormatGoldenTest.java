package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Report;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FormatGoldenTest {
  @TestFactory
  Stream<DynamicTest> writesTheCanonicalForm() {
    return Golden.tests("fmt", ".fmt", FormatGoldenTest::form);
  }

  /** The canonical form, or why there is none. */
  private static String form(Golden golden) {
    Source source =
        Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
    Result<String> result = Format.format(source);
    return result.value().orElseGet(() -> Report.of(result.diagnostics(), source));
  }
}
