package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/**
 * {@code hook}: a program of the host that is run beside the container's life.
 *
 * @param path absolute; also the first of {@code args}
 * @param environment as {@code NAME=VALUE}; all that the program has
 */
public record Hook(
    Phase phase,
    String path,
    List<String> args,
    List<Located<String>> environment,
    Optional<Located<Integer>> timeoutSeconds) {
  public Hook {
    args = List.copyOf(args);
    environment = List.copyOf(environment);
  }

  /** When a hook runs, in the order of OCI config.md, "POSIX-platform Hooks". */
  public enum Phase {
    PRESTART,
    CREATE_RUNTIME,
    CREATE_CONTAINER,
    START_CONTAINER,
    POSTSTART,
    POSTSTOP
  }
}
