package dev.cdlc.compiler.model;

/** {@code pids}: how many tasks the container may have. */
public sealed interface PidsLimit {
  record Tasks(long count) implements PidsLimit {}

  record Unlimited() implements PidsLimit {}
}
