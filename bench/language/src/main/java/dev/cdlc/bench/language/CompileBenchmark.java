package dev.cdlc.bench.language;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A file of forty lines, from its text to its config.json; with the collector of cdlc. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class CompileBenchmark {
  private static final Bundle BUNDLE = new Bundle("/bundle", Bundle.Paths.ABSOLUTE);

  private final String text = sample();

  /** Parsed, checked and emitted; not validated, since nothing is patched by {@code oci}. */
  @Benchmark
  public Compilation emitted() {
    return Compile.inspect(source(), BUNDLE, Inputs.NONE, Settings.NONE);
  }

  /** Validated against the JSON Schema as well. */
  @Benchmark
  public Compilation validated() {
    return Compile.compile(source(), BUNDLE, Inputs.NONE, Settings.NONE);
  }

  private Source source() {
    return new Source(new SourceId("service.cdl"), text);
  }

  private static String sample() {
    try (InputStream sample = CompileBenchmark.class.getResourceAsStream("service.cdl")) {
      return new String(Objects.requireNonNull(sample).readAllBytes(), StandardCharsets.UTF_8)
          .replace("@", "7");
    } catch (IOException e) {
      throw new IllegalStateException("not in this build: service.cdl", e);
    }
  }
}
