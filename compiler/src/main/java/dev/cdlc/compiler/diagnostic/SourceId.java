package dev.cdlc.compiler.diagnostic;

/**
 * The name by which a source is shown to its reader: a path as it was given, or {@code <stdin>}.
 */
public record SourceId(String name) {
  @Override
  public String toString() {
    return name;
  }
}
