package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.program.Instruction.Comparison;

/** A jump on the flags of a signed comparison, with its condition code in the opcode. */
enum Jump {
  EQUAL(0x4),
  NOT_EQUAL(0x5),
  LESS(0xC),
  GREATER_OR_EQUAL(0xD),
  LESS_OR_EQUAL(0xE),
  GREATER(0xF);

  private final int code;

  Jump(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Taken where the comparison holds. */
  static Jump when(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> EQUAL;
      case NOT_EQUAL -> NOT_EQUAL;
      case LESS -> LESS;
      case LESS_OR_EQUAL -> LESS_OR_EQUAL;
      case GREATER -> GREATER;
      case GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
    };
  }
}
