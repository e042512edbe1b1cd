package dev.cdlc.compiler.check.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.value.Reading.Refusal;
import dev.cdlc.compiler.check.value.Reading.Value;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.ResourceLimit;
import dev.cdlc.plan.Rlimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitPairTest {
  @ParameterizedTest
  @CsvSource({
    "NOFILE, 1024:4096, 1024, 4096",
    "NOFILE, 4096, 4096, 4096",
    "NOFILE, 2147483584, 2147483584, 2147483584",
    "MEMLOCK, 64KiB:unlimited, 65536, -1",
    "CORE, unlimited, -1, -1",
    "CPU, 0s:1h, 0, 3600",
    "RTTIME, 1ms, 1000, 1000",
    "NICE, 0:40, 0, 40",
  })
  void readsLimitsInTheUnitOfTheirResource(Rlimit type, String text, long soft, long hard) {
    assertThat(LimitPair.read(text, type))
        .isEqualTo(new Value<>(new ResourceLimit(type, soft, hard)));
  }

  @ParameterizedTest
  @CsvSource({
    "NOFILE, 2:1, SOFT_ABOVE_HARD",
    "CORE, unlimited:1GiB, SOFT_ABOVE_HARD",
    "NOFILE, 2147483585, OUT_OF_RANGE",
    "NOFILE, 1:unlimited, OUT_OF_RANGE",
    "NPROC, 1:, WRONG_TYPE",
    "NPROC, :1, WRONG_TYPE",
    "NPROC, 1:2:3, WRONG_TYPE",
    "CPU, 1500ms, WRONG_TYPE",
    "RTTIME, 1500ns, WRONG_TYPE",
  })
  void refusesWhatTheKernelWould(Rlimit type, String text, Code code) {
    assertThat(LimitPair.read(text, type))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void rewritesTheWholeWord() {
    assertThat(rewrite("max:10", Rlimit.NPROC)).isEqualTo("unlimited:10");
    assertThat(rewrite("1s:10", Rlimit.CPU)).isEqualTo("1s:10s");
  }

  private static Object rewrite(String text, Rlimit type) {
    return ((Refusal<?>) LimitPair.read(text, type)).rewrites().getFirst();
  }
}
