package dev.cdlc.compiler.model;

/** {@code after}: another container that must have come so far before this one starts. */
public record Dependency(String container, State state) {
  /** How far a container has come. */
  public enum State {
    STARTED,
    /** Its {@code ready} check has passed. */
    READY,
    /** It has ended with status 0. */
    COMPLETED
  }
}
