package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Operand;
import java.util.Optional;

/** Emits what {@link Compute} asks for. */
final class Computation {
  private static final int SHIFT_COUNT_MASK = 63;

  private final Assembler assembler;
  private final Locations locations;

  Computation(Assembler assembler, Locations locations) {
    this.assembler = assembler;
    this.locations = locations;
  }

  void emit(Compute compute) {
    Memory target = locations.of(compute.target());
    Operand operand = compute.operand();
    switch (compute.operation()) {
      case ADD -> arithmetic(Arithmetic.ADD, target, operand);
      case SUBTRACT -> arithmetic(Arithmetic.SUB, target, operand);
      case AND -> arithmetic(Arithmetic.AND, target, operand);
      case OR -> arithmetic(Arithmetic.OR, target, operand);
      case SHIFT_LEFT -> shift(Shift.SHL, target, operand);
      case SHIFT_RIGHT -> shift(Shift.SHR, target, operand);
      case MULTIPLY -> multiply(target, operand);
      case DIVIDE -> divide(target, operand, Register.RAX);
      case REMAINDER -> divide(target, operand, Register.RDX);
    }
  }

  private void arithmetic(Arithmetic operation, Memory target, Operand operand) {
    Optional<Integer> number = locations.number(operand);
    if (number.isPresent()) {
      assembler.arithmetic(operation, target, number.get());
    } else {
      locations.load(Register.RAX, operand);
      assembler.arithmetic(operation, target, Register.RAX);
    }
  }

  private void shift(Shift operation, Memory target, Operand operand) {
    if (operand instanceof Operand.Constant(long count, _)) {
      assembler.shift(operation, target, (int) count & SHIFT_COUNT_MASK);
    } else {
      locations.load(Register.RCX, operand);
      assembler.shift(operation, target);
    }
  }

  private void multiply(Memory target, Operand operand) {
    locations.load(Register.RAX, operand);
    assembler.imul(Register.RAX, target);
    assembler.mov(target, Register.RAX);
  }

  private void divide(Memory target, Operand operand, Register answer) {
    locations.load(Register.RCX, operand);
    assembler.mov(Register.RAX, target);
    assembler.mov(Register.RDX, 0);
    assembler.div(Register.RCX);
    assembler.mov(target, answer);
  }
}
