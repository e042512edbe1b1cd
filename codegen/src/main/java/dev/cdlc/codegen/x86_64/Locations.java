package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds operands in memory, and moves them between memory and registers. */
final class Locations {
  /** RBX points so far behind the first cell that 32 cells lie within a byte of it. */
  private static final int BIAS = 128;

  private final Assembler assembler;
  private final Layout layout;
  private final long base;

  Locations(Layout layout, Assembler assembler) {
    this.layout = layout;
    this.assembler = assembler;
    base = layout.firstCell() + BIAS;
  }

  /** What comes before a program's first instruction. */
  void enter() {
    assembler.mov(Register.RBX, base);
    if (layout.has(Cell.INITIAL_STACK)) {
      assembler.mov(of(Cell.INITIAL_STACK), Register.RSP);
    }
  }

  Memory of(Cell cell) {
    return new Memory(Register.RBX, Math.toIntExact(layout.address(cell) - base));
  }

  /** The operand's value, if known and no wider than a sign-extended 32-bit word. */
  Optional<Integer> number(Operand operand) {
    return constant(operand).filter(Encoding::isWord).map(Long::intValue);
  }

  /** May change the flags. */
  void load(Register target, Operand operand) {
    switch (operand) {
      case Operand.Constant(long value, _) -> assembler.mov(target, value);
      case Operand.Content(Cell cell) -> assembler.mov(target, of(cell));
      case Operand.Address(String datum, long offset) ->
          assembler.mov(target, layout.address(datum, offset));
    }
  }

  void move(Cell target, Operand value) {
    Optional<Integer> number = number(value);
    if (number.isPresent()) {
      assembler.mov(of(target), number.get());
    } else if (value instanceof Operand.Content(Cell source)) {
      assembler.push(of(source));
      assembler.pop(of(target));
    } else {
      load(Register.RAX, value);
      assembler.mov(of(target), Register.RAX);
    }
  }

  void load(Instruction.Load load) {
    assembler.load(Register.RAX, load.width(), memory(load.base(), load.index()));
    assembler.mov(of(load.target()), Register.RAX);
  }

  void store(Instruction.Store store) {
    Memory target = memory(store.base(), store.index());
    load(Register.RDX, store.value());
    assembler.store(target, store.width(), Register.RDX);
  }

  private Optional<Long> constant(Operand operand) {
    return switch (operand) {
      case Operand.Constant(long value, _) -> Optional.of(value);
      case Operand.Address(String datum, long offset) -> Optional.of(layout.address(datum, offset));
      case Operand.Content _ -> Optional.empty();
    };
  }

  /** The place {@code base + index}; its address is loaded into RAX unless it is known. */
  private Memory memory(Operand baseOperand, Operand index) {
    List<Cell> cells = new ArrayList<>();
    long known = 0;
    for (Operand operand : List.of(baseOperand, index)) {
      known += constant(operand).orElse(0L);
      if (operand instanceof Operand.Content(Cell cell)) {
        cells.add(cell);
      }
    }
    return cells.isEmpty() ? known(known) : sum(cells, known);
  }

  private Memory known(long address) {
    long distance = address - base;
    if (Encoding.isWord(distance)) {
      return new Memory(Register.RBX, (int) distance);
    }
    assembler.mov(Register.RAX, address);
    return new Memory(Register.RAX, 0);
  }

  private Memory sum(List<Cell> cells, long known) {
    assembler.mov(Register.RAX, of(cells.getFirst()));
    cells.stream().skip(1).forEach(cell -> assembler.add(Register.RAX, of(cell)));
    if (Encoding.isWord(known)) {
      return new Memory(Register.RAX, (int) known);
    }
    assembler.mov(Register.RCX, known);
    assembler.add(Register.RAX, Register.RCX);
    return new Memory(Register.RAX, 0);
  }
}
