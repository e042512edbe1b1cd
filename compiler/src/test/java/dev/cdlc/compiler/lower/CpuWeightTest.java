package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuWeightTest {
  @ParameterizedTest
  @CsvSource({"2,1", "1024,100", "262144,10000"})
  void endsAndDefaultsStandForEachOther(long shares, long weight) {
    assertThat(CpuWeight.ofShares(shares)).isEqualTo(weight);
    assertThat(CpuWeight.toShares(weight)).isEqualTo(shares);
  }

  @Test
  void whatTheKernelWouldRefuseIsBroughtWithinItsBounds() {
    assertThat(CpuWeight.ofShares(0)).isEqualTo(1);
    assertThat(CpuWeight.ofShares(Long.MAX_VALUE)).isEqualTo(10_000);
  }

  @Test
  void moreSharesAreNeverLessWeight() {
    for (long shares = 2; shares < 262_144; shares += 97) {
      assertThat(CpuWeight.ofShares(shares)).isLessThanOrEqualTo(CpuWeight.ofShares(shares + 97));
    }
  }

  @Test
  void everyWeightComesBack() {
    for (long weight = 5; weight <= 10_000; weight++) {
      assertThat(CpuWeight.ofShares(CpuWeight.toShares(weight)))
          .isBetween(weight - 1 - weight / 100, weight + 1 + weight / 100);
    }
  }
}
