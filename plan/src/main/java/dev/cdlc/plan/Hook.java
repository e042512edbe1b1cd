package dev.cdlc.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A program that is run beside the container's life; see OCI config.md, "POSIX-platform Hooks".
 *
 * @param path absolute, where the phase has its programs
 * @param args with {@code argv[0]}
 * @param environment as {@code NAME=VALUE}; all that the program has
 * @param timeout in seconds
 * @param state what it reads from its standard input
 */
public record Hook(
    Phase phase,
    String path,
    List<String> args,
    List<String> environment,
    Optional<Integer> timeout,
    ContainerState state) {
  public Hook {
    args = List.copyOf(args);
    environment = List.copyOf(environment);
  }

  /** When a hook is run, and what the state says then; see OCI runtime.md, "Lifecycle". */
  public enum Phase {
    /** By the supervisor, when all is mounted. */
    PRESTART("creating"),
    /** The same, after those of {@link #PRESTART}. */
    CREATE_RUNTIME("creating"),
    /** By the init before it pivots: a program of the host. */
    CREATE_CONTAINER("creating"),
    /** By the init as the command's user: a program of the container. */
    START_CONTAINER("created"),
    /** By the supervisor, when the command has been executed. */
    POSTSTART("running"),
    /** By the supervisor, when all is undone. */
    POSTSTOP("stopped");

    private final String status;

    Phase(String status) {
      this.status = status;
    }

    /** {@code status} of the state. */
    String status() {
      return status;
    }

    /** As the language has it: {@code create-runtime}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the container goes on, with a warning, if the hook fails. */
    public boolean mayFail() {
      return this == POSTSTART || this == POSTSTOP;
    }
  }
}
