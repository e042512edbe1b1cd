package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;

/** Structures that are all zero. */
final class Zero {
  private static final int RESTORER_BYTES = 8;

  private Zero() {}

  /** struct timespec of linux/time_types.h: no time at all. */
  static Address timespec(Data data) {
    return data.constant(field("tv_sec", "0"), field("tv_nsec", "0"));
  }

  /** The kernel's struct sigaction, of asm-generic/signal.h: the default disposition. */
  static Address sigaction(Data data) {
    return data.constant(
        field("sa_handler", "SIG_DFL"),
        field("sa_flags", "0"),
        new Part.Zero(RESTORER_BYTES),
        field("sa_mask", "[]"));
  }

  private static Part field(String name, String text) {
    return new Part.Field(name, Width.DOUBLE, new Constant(0, text));
  }
}
