package dev.cdlc.compiler.model;

import java.util.Optional;

/**
 * {@code device-rule}: lets the container use devices, or forbids it.
 *
 * @param major empty where the rule is for all of them
 * @param minor empty where the rule is for all of them
 */
public record DeviceRule(
    boolean allow, Kind kind, Optional<Long> major, Optional<Long> minor, DeviceAccess access) {
  /** The devices that a rule is for. */
  public enum Kind {
    ALL,
    CHARACTER,
    BLOCK
  }
}
