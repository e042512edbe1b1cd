package dev.cdlc.codegen.aarch64;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Operand;
import java.util.Optional;

/** Emits what {@link Compute} asks for. */
final class Computation {
  private final Assembler assembler;
  private final Locations locations;

  Computation(Assembler assembler, Locations locations) {
    this.assembler = assembler;
    this.locations = locations;
  }

  void emit(Compute compute) {
    Cell target = compute.target();
    Operand operand = compute.operand();
    switch (compute.operation()) {
      case ADD -> add(target, operand);
      case SUBTRACT -> subtract(target, operand);
      case AND -> arithmetic(Arithmetic.AND, target, operand);
      case OR -> arithmetic(Arithmetic.ORR, target, operand);
      case SHIFT_LEFT -> arithmetic(Arithmetic.LSL, target, operand);
      case SHIFT_RIGHT -> arithmetic(Arithmetic.LSR, target, operand);
      case MULTIPLY -> arithmetic(Arithmetic.MUL, target, operand);
      case DIVIDE -> arithmetic(Arithmetic.UDIV, target, operand);
      case REMAINDER -> remainder(target, operand);
    }
  }

  private void add(Cell target, Operand operand) {
    Optional<Long> number = locations.number(operand);
    if (number.isPresent()) {
      add(target, number.get());
    } else {
      arithmetic(Arithmetic.ADD, target, operand);
    }
  }

  private void subtract(Cell target, Operand operand) {
    Optional<Long> number = locations.number(operand);
    if (number.isPresent()) {
      add(target, -number.get());
    } else {
      arithmetic(Arithmetic.SUB, target, operand);
    }
  }

  private void add(Cell target, long number) {
    Register left = locations.in(Operand.of(target));
    Register result = locations.free();
    if (Immediate.fits(number)) {
      assembler.add(result, left, number);
    } else {
      assembler.sub(result, left, -number);
    }
    locations.save(target, result);
  }

  private void arithmetic(Arithmetic operation, Cell target, Operand operand) {
    Register left = locations.in(Operand.of(target));
    Register right = locations.value(operand, left);
    Register result = locations.free();
    assembler.arithmetic(operation, result, left, right);
    locations.save(target, result);
  }

  private void remainder(Cell target, Operand operand) {
    Register left = locations.in(Operand.of(target));
    Register right = locations.in(operand, left);
    Register quotient = locations.free(left, right);
    assembler.arithmetic(Arithmetic.UDIV, quotient, left, right);
    assembler.msub(quotient, quotient, right, left);
    locations.save(target, quotient);
  }
}
