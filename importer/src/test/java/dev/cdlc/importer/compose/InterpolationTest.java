package dev.cdlc.importer.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.engine.Params;
import dev.cdlc.importer.engine.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InterpolationTest {
  private static final Span SPAN = new Span(new SourceId("compose.yaml"), 0, 0);

  private final Params params = new Params();
  private final Report report = new Report();
  private final Interpolation interpolation = new Interpolation(params, report);

  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "$$x,$x",
    "$A,${A}",
    "a${B}c,a${B}c",
    "${A:-x},${A}",
    "${A-},${A}",
    "${A:?why},${A}"
  })
  void findsVariables(String value, String shown) {
    assertThat(interpolation.text(value, SPAN).shown()).isEqualTo(shown);
  }

  @Test
  void defaultsAreKept() {
    interpolation.text("${A:-x} ${B-${C:-y z}} ${D:?no} ${E:-${F}}", SPAN);
    assertThat(params.otherwise("A")).contains("x");
    assertThat(params.otherwise("B")).contains("y z");
    assertThat(params.otherwise("D")).isEmpty();
    assertThat(params.otherwise("E")).contains("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${A", "${}", "${1}", "$", "$.", "${A b}", "${A:x}", "${A!}"})
  void reportsWhatIsNoVariable(String value) {
    interpolation.text(value, SPAN);
    assertThat(report.diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.INVALID_VALUE);
  }

  @Test
  void reportsWhatDependsOnAVariable() {
    assertThat(interpolation.text("x${A:+y}", SPAN).shown()).isEqualTo("x");
    assertThat(report.diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.LEFT_OUT);
  }

  @Test
  void defaultsOfDefaultsGoOnlySoDeep() {
    interpolation.text("${A:-".repeat(100) + "}".repeat(100), SPAN);
    assertThat(report.hasErrors()).isTrue();
  }
}
