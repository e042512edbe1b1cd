package dev.cdlc.runtime.kernel;

/** Signals of signal(7) that cdlc sends from Java. */
public enum Signal {
  SIGKILL(9);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
