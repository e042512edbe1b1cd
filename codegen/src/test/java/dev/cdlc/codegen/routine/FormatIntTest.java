package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Values.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatIntTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 4_711, 4_194_304, Long.MAX_VALUE})
  void writesDecimalDigits(long number) {
    var kernel = new FewFiles(1);
    RoutineRun.run(kernel, (s, data) -> RoutineRun.show(s, data, value(number)));
    assertThat(kernel.told()).containsExactly("stdout=" + number);
  }
}
