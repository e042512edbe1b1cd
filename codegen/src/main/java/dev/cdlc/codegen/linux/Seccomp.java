package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/seccomp.h. */
public final class Seccomp {
  public static final Constant SECCOMP_SET_MODE_FILTER = new Constant(1, "SECCOMP_SET_MODE_FILTER");

  public static final Constant SECCOMP_FILTER_FLAG_NEW_LISTENER =
      new Constant(8, "SECCOMP_FILTER_FLAG_NEW_LISTENER");

  private Seccomp() {}
}
