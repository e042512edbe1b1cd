package dev.cdlc.codegen.aarch64;

import dev.cdlc.codegen.program.Instruction.Comparison;

/** A condition on the flags of a signed comparison, with its code in the instruction. */
enum ConditionCode {
  EQ(0),
  NE(1),
  GE(10),
  LT(11),
  GT(12),
  LE(13);

  private final int number;

  ConditionCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** True where the comparison holds. */
  static ConditionCode when(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> EQ;
      case NOT_EQUAL -> NE;
      case LESS -> LT;
      case LESS_OR_EQUAL -> LE;
      case GREATER -> GT;
      case GREATER_OR_EQUAL -> GE;
    };
  }
}
