package dev.cdlc.runtime.container;

/** Why something cannot be done with a container: one clause. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  public StateException(String clause) {
    super(clause);
  }
}
