package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/seccomp.h. */
public final class Seccomp {
  public static final Constant SECCOMP_SET_MODE_FILTER = new Constant(1, "SECCOMP_SET_MODE_FILTER");

  private Seccomp() {}
}
