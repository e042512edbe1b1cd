package dev.cdlc.compiler.damage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Breaks each good file in one to five places at random, always the same way, and holds the
 * compiler to its promises. {@code -Dcdlc.damage.rounds=2000} is the whole campaign, of some
 * 150,000 broken files; a failure names the file and the round, whose number is its seed.
 */
class RandomDamageTest {
  private static final int ROUNDS = Integer.getInteger("cdlc.damage.rounds", 12);

  /** Of the processor's time; enough for a virtual machine that still compiles itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TestFactory
  Stream<DynamicTest> keepsItsPromises() {
    return GoodFile.all().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(),
                    () -> IntStream.range(0, ROUNDS).forEach(round -> keepsThem(file, round))));
  }

  private static void keepsThem(GoodFile file, int round) {
    Damage damage = Damage.of(file.source(), new Random(Objects.hash(file.name(), round)));
    String name = "%s, round %d:%n%s".formatted(file.name(), round, damage.source().text());
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(broken(file, damage, name)).as(name).isEmpty();
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(Duration.ofNanos(taken)).as(name).isLessThan(PATIENCE);
  }

  private static Iterable<String> broken(GoodFile file, Damage damage, String name) {
    try {
      return new Aftermath(file, damage).broken();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(name, e);
    }
  }
}
