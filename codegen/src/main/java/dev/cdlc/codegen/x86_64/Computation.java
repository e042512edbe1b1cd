package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.machine.RegisterContents;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Operand;
import java.util.Optional;

/** Emits what {@link Compute} asks for. */
final class Computation {
  private static final int SHIFT_COUNT_MASK = 63;

  private final Assembler assembler;
  private final Locations locations;
  private final RegisterContents<Register> registers;

  Computation(Assembler assembler, Locations locations, RegisterContents<Register> registers) {
    this.assembler = assembler;
    this.locations = locations;
    this.registers = registers;
  }

  void emit(Compute compute) {
    Cell target = compute.target();
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

  private void arithmetic(Arithmetic operation, Cell target, Operand operand) {
    Optional<Integer> number = locations.number(operand);
    if (number.isPresent()) {
      assembler.arithmetic(operation, locations.of(target), number.get());
    } else {
      locations.load(Register.RAX, operand);
      assembler.arithmetic(operation, locations.of(target), Register.RAX);
    }
    registers.changed(target);
  }

  private void shift(Shift operation, Cell target, Operand operand) {
    if (operand instanceof Operand.Constant(long count, _)) {
      assembler.shift(operation, locations.of(target), (int) count & SHIFT_COUNT_MASK);
    } else {
      locations.load(Register.RCX, operand);
      assembler.shift(operation, locations.of(target));
    }
    registers.changed(target);
  }

  private void multiply(Cell target, Operand operand) {
    locations.load(Register.RAX, operand);
    assembler.imul(Register.RAX, locations.of(target));
    locations.save(target, Register.RAX);
  }

  private void divide(Cell target, Operand operand, Register answer) {
    locations.load(Register.RCX, operand);
    locations.load(Register.RAX, Operand.of(target));
    locations.load(Register.RDX, Operand.of(0));
    assembler.div(Register.RCX);
    registers.forget(Register.RAX);
    registers.forget(Register.RDX);
    locations.save(target, answer);
  }
}
