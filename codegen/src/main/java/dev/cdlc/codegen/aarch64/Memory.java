package dev.cdlc.codegen.aarch64;

import dev.cdlc.codegen.program.Instruction.Width;

/** A memory operand. */
sealed interface Memory {
  /** {@code [base, #displacement]}. */
  record Displaced(Register base, int displacement) implements Memory {}

  /** {@code [base, index]}. */
  record Indexed(Register base, Register index) implements Memory {}

  /** Whether an instruction can hold the displacement of an access of that width. */
  static boolean reaches(Width width, long displacement) {
    return isScaled(width, displacement) || isUnscaled(displacement);
  }

  /** Twelve bits without a sign, in units of the width. */
  static boolean isScaled(Width width, long displacement) {
    return displacement >= 0
        && displacement % width.bytes() == 0
        && displacement / width.bytes() < 1 << 12;
  }

  /** Nine bits with a sign. */
  private static boolean isUnscaled(long displacement) {
    return displacement >= -(1 << 8) && displacement < 1 << 8;
  }
}
