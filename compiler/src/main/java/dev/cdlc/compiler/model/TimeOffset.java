package dev.cdlc.compiler.model;

import java.time.Duration;

/** {@code time-offset}: how far a clock is ahead of the host's, or behind it. */
public record TimeOffset(Clock clock, Duration ahead) {
  /** The clocks of a time namespace; see time_namespaces(7). */
  public enum Clock {
    MONOTONIC,
    BOOTTIME
  }
}
