package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A container's executable, built by {@code cdlc build} in this process and run in its own. */
public record BuiltContainer(Path executable) {
  private static final int SECONDS = 30;

  /** What a process printed and exited with, as a shell would see it. */
  public record Exit(int status, String out, String err) {}

  /** Writes the source to {@code container.cdl} of a folder, and builds its only container. */
  public static BuiltContainer of(Path folder, String source) {
    try {
      Path file = Files.writeString(folder.resolve("container.cdl"), source);
      Path executable = folder.resolve("container");
      var build = Invocation.of("build", file.toString(), "-o", executable.toString());
      assertThat(build).isEqualTo(new Invocation(0, "", ""));
      return new BuiltContainer(executable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Exit run(String... arguments) {
    return finish(start(List.of(), arguments), "");
  }

  public Exit runWithInput(String in) {
    return finish(start(List.of()), in);
  }

  /** Runs the executable by another program, which comes to its path after its own arguments. */
  public Exit runBy(String... wrapper) {
    return finish(start(List.of(wrapper)), "");
  }

  public Process start(List<String> wrapper, String... arguments) {
    var command = new ArrayList<>(wrapper);
    command.add(executable.toString());
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Exit finish(Process process, String in) {
    try {
      var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      try (var stdin = process.outputWriter()) {
        stdin.write(in);
      }
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
      return new Exit(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
