package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.sequence.Data;

/** Structures that are all zero. */
final class Zero {
  private static final int TIMESPEC_BYTES = 16;

  private Zero() {}

  static Part bytes(int length) {
    return new Part.Zero(length);
  }

  /** No time at all. */
  static Address timespec(Data data) {
    return data.constant(bytes(TIMESPEC_BYTES));
  }
}
