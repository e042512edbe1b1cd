package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.machine.RegisterContents;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds operands in memory, and moves them between memory and registers. */
final class Locations {
  /** They point into the cells, each at the middle of those that a byte's displacement reaches. */
  private static final List<Register> BASES =
      List.of(Register.RBX, Register.RBP, Register.R14, Register.R15);

  private static final int REACH = 256;

  private final Assembler assembler;
  private final Layout layout;
  private final RegisterContents<Register> registers;
  private final int bases;

  Locations(Layout layout, Assembler assembler, RegisterContents<Register> registers) {
    this.layout = layout;
    this.assembler = assembler;
    this.registers = registers;
    int needed = Math.ceilDiv(Math.toIntExact(layout.cellBytes()), REACH);
    bases = Math.clamp(needed, 1, BASES.size());
  }

  /** What comes before a program's first instruction. */
  void enter() {
    for (int index = 0; index < bases; index++) {
      assembler.mov(BASES.get(index), base(index));
    }
    if (layout.has(Cell.INITIAL_STACK)) {
      assembler.mov(of(Cell.INITIAL_STACK), Register.RSP);
    }
  }

  Memory of(Cell cell) {
    long address = layout.address(cell);
    int index = Math.min((int) (address - layout.firstCell()) / REACH, bases - 1);
    return new Memory(BASES.get(index), Math.toIntExact(address - base(index)));
  }

  /** The operand's value, if known and no wider than a sign-extended 32-bit word. */
  Optional<Integer> number(Operand operand) {
    return constant(operand).filter(Encoding::isWord).map(Long::intValue);
  }

  /** Unless the register holds the operand already; may change the flags. */
  void load(Register target, Operand operand) {
    Operand plain = constant(operand).map(Operand::of).orElse(operand);
    if (registers.holds(target, plain)) {
      return;
    }
    if (operand instanceof Operand.Content(Cell cell)) {
      assembler.mov(target, of(cell));
    } else {
      constant(operand).ifPresent(value -> assembler.mov(target, value));
    }
    registers.set(target, plain);
  }

  /** Stores what a register holds. */
  void save(Cell target, Register source) {
    assembler.mov(of(target), source);
    registers.written(target, source);
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
    registers.changed(target);
  }

  void load(Instruction.Load load) {
    assembler.load(Register.RAX, load.width(), memory(load.base(), load.index()));
    save(load.target(), Register.RAX);
  }

  void store(Instruction.Store store) {
    Memory target = memory(store.base(), store.index());
    Optional<Integer> number = number(store.value());
    if (number.isPresent()) {
      assembler.store(target, store.width(), number.get());
    } else {
      load(Register.RCX, store.value());
      assembler.store(target, store.width(), Register.RCX);
    }
  }

  private long base(int index) {
    return layout.firstCell() + REACH / 2 + (long) index * REACH;
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
    long distance = address - base(0);
    if (Encoding.isWord(distance)) {
      return new Memory(BASES.getFirst(), (int) distance);
    }
    load(Register.RAX, Operand.of(address));
    return new Memory(Register.RAX, 0);
  }

  private Memory sum(List<Cell> cells, long known) {
    load(Register.RAX, Operand.of(cells.getFirst()));
    cells.stream().skip(1).forEach(this::addToAddress);
    if (Encoding.isWord(known)) {
      return new Memory(Register.RAX, (int) known);
    }
    load(Register.RCX, Operand.of(known));
    assembler.add(Register.RAX, Register.RCX);
    registers.forget(Register.RAX);
    return new Memory(Register.RAX, 0);
  }

  private void addToAddress(Cell cell) {
    assembler.add(Register.RAX, of(cell));
    registers.forget(Register.RAX);
  }
}
