package dev.cdlc.compiler.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code ready}: a program that is run in the container until it ends with status 0. */
public record Readiness(
    List<String> args,
    Optional<Located<Duration>> interval,
    Optional<Located<Duration>> timeout,
    Optional<Located<Integer>> retries) {
  public Readiness {
    args = List.copyOf(args);
  }
}
