package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllProcessorsTest {
  private static final int MANY = 1_000;
  private static final List<Integer> NUMBERS = IntStream.range(0, MANY).boxed().toList();

  @Test
  void givesResultsInOrder() {
    var results = new ArrayList<Integer>();
    AllProcessors.forEach(NUMBERS, AllProcessorsTest::slowAtTimes, results::add);
    assertThat(results).isEqualTo(NUMBERS);
  }

  private static int slowAtTimes(int number) {
    for (int i = 0; i < number % 7 * 1_000; i++) {
      Thread.onSpinWait();
    }
    return number;
  }

  @Test
  void takesAllResultsOnItsCallersThread() {
    AllProcessors.forEach(
        NUMBERS,
        _ -> Thread.currentThread(),
        _ -> assertThat(Thread.currentThread().getName()).doesNotContain("pool"));
  }

  @Test
  void keepsFewResultsThatAreNotTaken() {
    var untaken = new AtomicInteger();
    var most = new AtomicInteger();
    AllProcessors.forEach(
        NUMBERS,
        _ -> most.accumulateAndGet(untaken.incrementAndGet(), Math::max),
        _ -> untaken.decrementAndGet());
    assertThat(most.get())
        .isLessThanOrEqualTo(64 * Runtime.getRuntime().availableProcessors() + 64);
  }

  @Test
  void failsAsItsWorkDoes() {
    assertThatThrownBy(
            () ->
                AllProcessors.forEach(
                    NUMBERS,
                    number -> {
                      throw new IllegalArgumentException("of " + number);
                    },
                    _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("of 0");
  }
}
