package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/time.h and linux/timerfd.h. */
public final class Timers {
  public static final Constant CLOCK_MONOTONIC = new Constant(1, "CLOCK_MONOTONIC");
  public static final Constant TFD_CLOEXEC = new Constant(0x80000, "TFD_CLOEXEC");

  private Timers() {}
}
