package dev.cdlc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Gives the compiler inputs from nowhere, always the same, and holds it to its laws. {@code
 * -Dcdlc.fuzz.inputs=20000} makes more of each kind; a failure names the kind and the seed.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("cdlc.fuzz.inputs", 400);

  /** Of the processor's time; enough for a virtual machine that still compiles itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);

  @TestFactory
  Stream<DynamicTest> keepsItsLaws() {
    return Arrays.stream(Input.values())
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () -> IntStream.range(0, INPUTS).forEach(seed -> keepsThem(kind, seed))));
  }

  private static void keepsThem(Input kind, int seed) {
    byte[] bytes = kind.of(new Dice(seed));
    String name =
        "%s, seed %d:%n%s".formatted(kind, seed, new String(bytes, StandardCharsets.UTF_8));
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(broken(bytes, name)).as(name).isEmpty();
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(Duration.ofNanos(taken)).as(name).isLessThan(PATIENCE);
  }

  private static Iterable<String> broken(byte[] bytes, String name) {
    try {
      Result<Source> read = Source.decode(new SourceId("fuzz.cdl"), bytes);
      assertThat(read.value().isPresent() || hasErrors(read)).as(name).isTrue();
      return read.value().stream()
          .flatMap(source -> new Laws(source, FuzzTest::compiled).broken().stream())
          .toList();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(name, e);
    }
  }

  private static boolean hasErrors(Result<?> result) {
    return result.diagnostics().stream().anyMatch(found -> found.severity() == Severity.ERROR);
  }

  private static Compilation compiled(Source source) {
    var inputs = new MapInputs().file("/srv/cdl/base.cdl", "let b 1; profile h < pids 1 >");
    return Compile.compile(source, BUNDLE, inputs, Settings.NONE);
  }
}
