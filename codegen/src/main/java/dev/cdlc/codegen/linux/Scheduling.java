package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/sched/types.h and linux/ioprio.h. */
public final class Scheduling {
  /** The length of struct sched_attr without what later kernels have added. */
  public static final Constant SCHED_ATTR_SIZE_VER0 = new Constant(48, "48");

  /** A single process or thread. */
  public static final Constant IOPRIO_WHO_PROCESS = new Constant(1, "IOPRIO_WHO_PROCESS");

  private Scheduling() {}
}
