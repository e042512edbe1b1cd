package dev.cdlc.codegen.seccomp;

import static dev.cdlc.codegen.seccomp.BpfInstruction.Operation.JUMP_IF_EQUAL;
import static dev.cdlc.codegen.seccomp.BpfInstruction.Operation.JUMP_IF_GREATER;
import static dev.cdlc.codegen.seccomp.BpfInstruction.Operation.JUMP_IF_GREATER_OR_EQUAL;

import dev.cdlc.codegen.seccomp.BpfInstruction.Operation;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import java.util.List;

/** Tests of arguments: each has 64 bits, of which classic BPF sees 32 at a time. */
record ArgumentCode(BackwardAssembler assembler) {
  /** Goes on at {@code yes} if all tests hold. */
  int all(List<ArgumentTest> tests, int yes, int no) {
    int next = yes;
    for (ArgumentTest test : tests.reversed()) {
      next = one(test, next, no);
    }
    return next;
  }

  private int one(ArgumentTest test, int yes, int no) {
    return switch (test.operator()) {
      case EQ, MASKED_EQ -> equal(test, yes, no);
      case NE -> equal(test, no, yes);
      case GE -> compare(test, JUMP_IF_GREATER_OR_EQUAL, yes, no);
      case LT -> compare(test, JUMP_IF_GREATER_OR_EQUAL, no, yes);
      case GT -> compare(test, JUMP_IF_GREATER, yes, no);
      case LE -> compare(test, JUMP_IF_GREATER, no, yes);
    };
  }

  /** Bits of the value outside of the mask do not count, as in libseccomp. */
  private int equal(ArgumentTest test, int yes, int no) {
    int low = equal(low(test), (int) test.mask(), (int) test.value(), yes, no);
    return equal(high(test), high(test.mask()), high(test.value()), low, no);
  }

  private int equal(int offset, int mask, int value, int yes, int no) {
    if (mask == 0) {
      return yes;
    }
    int comparison = assembler.jumpIf(JUMP_IF_EQUAL, value & mask, yes, no);
    return assembler.load(offset, mask == -1 ? comparison : assembler.and(mask, comparison));
  }

  /** The low halves count only where the high ones are equal. */
  private int compare(ArgumentTest test, Operation comparison, int yes, int no) {
    int low = assembler.jumpIf(comparison, (int) test.value(), yes, no);
    int loadLow = assembler.load(low(test), low);
    int equal = assembler.jumpIf(JUMP_IF_EQUAL, high(test.value()), loadLow, no);
    int greater = assembler.jumpIf(JUMP_IF_GREATER, high(test.value()), yes, equal);
    return assembler.load(high(test), greater);
  }

  private static int high(long value) {
    return (int) (value >>> Integer.SIZE);
  }

  private static int low(ArgumentTest test) {
    return SeccompData.ARGUMENTS + test.index() * Long.BYTES;
  }

  private static int high(ArgumentTest test) {
    return low(test) + Integer.BYTES;
  }
}
