package dev.cdlc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Said;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.registry.Keyword;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Gives the compiler inputs from nowhere, always the same, and holds it to its laws. {@code
 * -Dcdlc.fuzz.inputs=20000} makes more of each kind, a tenth of those that are made by compiling; a
 * failure names the kind and the seed.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("cdlc.fuzz.inputs", 400);

  /** How many files must compile, and hold so many statements on average and of so many kinds. */
  private static final int FILES = 40;

  private static final int LEAST_A_FILE = 18;
  private static final int LEAST_KEYWORDS = 70;

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
                    () ->
                        IntStream.range(0, INPUTS / kind.cost())
                            .forEach(seed -> keepsThem(kind, seed))));
  }

  /** What compiles is emitted and lowered too: the rest of a pipeline must not starve. */
  @Test
  void filesThatCompileSayMuch() {
    Set<Keyword> said = new HashSet<>();
    int statements = 0;
    for (int seed = 0; seed < FILES; seed++) {
      var text = new String(Input.COMPILING.of(new Dice(seed)), StandardCharsets.UTF_8);
      var source = new Source(CompilingFile.ID, text);
      assertThat(compiled(source).containers()).as(text).isNotEmpty();
      List<Said> here = Said.in(source);
      statements += here.size();
      here.forEach(one -> said.add(one.keyword()));
    }
    assertThat(statements).isGreaterThan(LEAST_A_FILE * FILES);
    assertThat(said).hasSizeGreaterThan(LEAST_KEYWORDS);
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

  static Compilation compiled(Source source) {
    var inputs = new MapInputs().file("/srv/cdl/base.cdl", "let b 1; profile h < pids 1 >");
    return Compile.compile(source, BUNDLE, inputs, Settings.NONE);
  }
}
