package dev.cdlc.runtime.kernel;

/** A signal of signal(7), by its number on this machine. */
public record Signal(int number) {
  public static final Signal SIGKILL = new Signal(9);

  @Override
  public String toString() {
    return dev.cdlc.plan.Signal.name(number);
  }
}
