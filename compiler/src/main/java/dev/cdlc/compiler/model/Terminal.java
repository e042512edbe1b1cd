package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code terminal}: whether the command has one of its own, and how large it is at first. */
public record Terminal(boolean wanted, Optional<Size> size) {
  /** In characters, 1 to 65535 each. */
  public record Size(int columns, int rows) {}
}
