package dev.cdlc.cli;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.ContainerState;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Hooks whose failure changes nothing, run when the container's executable has left it: poststart
 * and poststop. See OCI runtime.md, "Lifecycle".
 *
 * @param state what each reads from its standard input
 */
record OciHooks(ContainerState state, String status, long pid, Console console) {
  /** Runs them one after the other; one that fails is warned of, and the next is run. */
  void run(String phase, List<OciConfig.Hook> hooks) {
    for (OciConfig.Hook hook : hooks) {
      try {
        int exit = run(hook);
        if (exit != 0) {
          warn(phase, hook, "exited with " + exit);
        }
      } catch (IOException e) {
        warn(phase, hook, SourceFile.reason(e));
      }
    }
  }

  private void warn(String phase, OciConfig.Hook hook, String reason) {
    console.err().printf("cdlc: warning: the %s hook %s: %s%n", phase, hook.path(), reason);
  }

  private int run(OciConfig.Hook hook) throws IOException {
    List<String> command = new ArrayList<>(List.of(hook.path()));
    command.addAll(hook.args().stream().skip(1).toList());
    var builder = new ProcessBuilder(command);
    builder.directory(Path.of(state.bundle()).toFile());
    builder.environment().clear();
    for (String entry : hook.env()) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        builder.environment().put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    builder.redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      String text = state.text(status, pid, Map.of());
      in.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It reads nothing: its exit status is what counts.
    }
    return status(process, hook.timeout());
  }

  private static int status(Process process, OptionalInt seconds) throws IOException {
    try {
      if (seconds.isEmpty()) {
        return process.waitFor();
      }
      if (process.waitFor(seconds.getAsInt(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException("did not end in %d s".formatted(seconds.getAsInt()));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }
}
