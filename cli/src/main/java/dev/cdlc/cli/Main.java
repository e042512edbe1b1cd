package dev.cdlc.cli;

import dev.cdlc.compiler.Compile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Where the JVM starts. */
public final class Main {
  /** The verbs that read a config. */
  private static final Set<String> READING = Set.of("create", "run", "exec", "update");

  private Main() {}

  /** Halts, since nothing hooks on to an exit, which would first set up a log for it. */
  public static void main(String[] arguments) {
    Runtime.getRuntime().halt(run(arguments));
  }

  /** Returns the exit status. */
  static int run(String... arguments) {
    if (needsSchema(arguments)) {
      loadMeanwhile();
    }
    var out = new ResultStream(new FileOutputStream(FileDescriptor.out));
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    var console = new Console(System.in, out, err, System.getenv(), Terminal.isStandardError());
    int status = new Cdlc(new HostTidying(), console).run(arguments);
    return delivered(console, out, status);
  }

  /** Most verbs of the OCI runtime read no config; one that does without this only takes longer. */
  private static boolean needsSchema(String... arguments) {
    return arguments.length == 0
        || !arguments[0].equals("oci")
        || Arrays.stream(arguments).anyMatch(READING::contains);
  }

  /** A failure comes up again, and is told, where the schema is needed. */
  private static void loadMeanwhile() {
    Thread.ofPlatform().daemon().uncaughtExceptionHandler((_, _) -> {}).start(Compile::load);
  }

  private static int delivered(Console console, ResultStream out, int status) {
    Optional<String> failure = out.failure();
    failure.ifPresent(
        reason ->
            console.complain(new CommandException("cannot write to standard output: " + reason)));
    return failure.isPresent() ? Outcome.USAGE.status() : status;
  }
}
