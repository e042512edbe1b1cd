package dev.cdlc.plan;

/** An entry of the environment: fixed, or the caller's where it has one. */
public sealed interface EnvironmentEntry {
  record Set(String name, String value) implements EnvironmentEntry {}

  record Pass(String name) implements EnvironmentEntry {}
}
