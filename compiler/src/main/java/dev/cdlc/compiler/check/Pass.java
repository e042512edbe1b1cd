package dev.cdlc.compiler.check;

/**
 * One reading of the layers of a container: it may turn out that not all of what they say is known.
 */
final class Pass {
  private final boolean needsValues;
  private boolean layingOver;
  private int doubts;

  /**
   * @param needsValues whether a value that nobody gave is an error
   */
  Pass(boolean needsValues) {
    this.needsValues = needsValues;
  }

  boolean needsValues() {
    return needsValues;
  }

  /** From now on a variant is read. */
  void layOver() {
    layingOver = true;
  }

  boolean isLayingOver() {
    return layingOver;
  }

  /** Some of what the layers say is not known. */
  void doubt() {
    doubts++;
  }

  /** How many words had no known value. */
  int doubts() {
    return doubts;
  }

  boolean isDoubtful() {
    return doubts > 0;
  }
}
