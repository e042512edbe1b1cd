package dev.cdlc.codegen.aarch64;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.machine.RegisterContents;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds operands in memory, and moves them between memory and registers. */
final class Locations {
  /** Points at the first cell. */
  private static final Register CELLS = Register.X19;

  /** Holds the address of a cell that is far from the first. */
  private static final Register FAR = Register.X16;

  /** What instructions work on; taken in turn, so that values stay as long as they can. */
  private static final List<Register> SCRATCH =
      List.of(
          Register.X9,
          Register.X10,
          Register.X11,
          Register.X12,
          Register.X13,
          Register.X14,
          Register.X15);

  private final Assembler assembler;
  private final Layout layout;
  private final RegisterContents<Register> registers;
  private final long codeStart;
  private int turn;

  Locations(Layout layout, Assembler assembler, RegisterContents<Register> registers) {
    this.layout = layout;
    this.assembler = assembler;
    this.registers = registers;
    codeStart = layout.code(0).address();
  }

  /** What comes before a program's first instruction. */
  void enter() {
    assembler.mov(CELLS, layout.firstCell());
    if (layout.has(Cell.INITIAL_STACK)) {
      Register stack = free();
      assembler.add(stack, Register.SP, 0);
      save(Cell.INITIAL_STACK, stack);
    }
  }

  /** The operand's value, if an addition or comparison can hold it or its negative. */
  Optional<Long> number(Operand operand) {
    return constant(operand).filter(value -> Immediate.fits(value) || Immediate.fits(-value));
  }

  private Optional<Long> constant(Operand operand) {
    return switch (operand) {
      case Operand.Constant(long value, _) -> Optional.of(value);
      case Operand.Address(String datum, long offset) -> Optional.of(layout.address(datum, offset));
      case Operand.Content _ -> Optional.empty();
    };
  }

  /** Unless the register holds the operand already; changes no other that is known to hold any. */
  void load(Register target, Operand operand) {
    Operand plain = plain(operand);
    if (registers.holds(target, plain)) {
      return;
    }
    Optional<Register> holder = registers.holder(plain);
    if (holder.isPresent()) {
      assembler.mov(target, holder.get());
    } else {
      switch (operand) {
        case Operand.Content(Cell cell) -> assembler.ldr(target, Width.DOUBLE, of(cell));
        case Operand.Constant(long value, _) -> assembler.mov(target, value);
        case Operand.Address(String datum, long offset) ->
            loadAddress(target, layout.address(datum, offset));
      }
    }
    registers.set(target, plain);
  }

  /** A register that holds the operand; none of those that are taken unless it does. */
  Register in(Operand operand, Register... taken) {
    Optional<Register> holder = registers.holder(plain(operand));
    Register register = holder.orElseGet(() -> free(taken));
    load(register, operand);
    return register;
  }

  /** The same where the zero register will do for zero. */
  Register value(Operand operand, Register... taken) {
    return constant(operand).filter(value -> value == 0).isPresent()
        ? Register.XZR
        : in(operand, taken);
  }

  /** A register whose content nobody needs to keep. */
  Register free(Register... taken) {
    List<Register> kept = List.of(taken);
    do {
      turn = (turn + 1) % SCRATCH.size();
    } while (kept.contains(SCRATCH.get(turn)));
    Register register = SCRATCH.get(turn);
    registers.forget(register);
    return register;
  }

  /** Stores what a register holds. */
  void save(Cell target, Register source) {
    assembler.str(source, Width.DOUBLE, of(target));
    registers.written(target, source);
  }

  void move(Cell target, Operand value) {
    Register source = value(value);
    assembler.str(source, Width.DOUBLE, of(target));
    registers.changed(target);
  }

  void load(Instruction.Load load) {
    Memory source = memory(load.width(), load.base(), load.index());
    Register target = free();
    assembler.ldr(target, load.width(), source);
    save(load.target(), target);
  }

  void store(Instruction.Store store) {
    Memory target = memory(store.width(), store.base(), store.index());
    assembler.str(value(store.value(), registers(target)), store.width(), target);
  }

  private static Register[] registers(Memory memory) {
    return switch (memory) {
      case Memory.Displaced(Register base, _) -> new Register[] {base};
      case Memory.Indexed(Register base, Register index) -> new Register[] {base, index};
    };
  }

  private Operand plain(Operand operand) {
    return constant(operand).map(Operand::of).orElse(operand);
  }

  private Memory of(Cell cell) {
    long distance = layout.address(cell) - layout.firstCell();
    if (Memory.reaches(Width.DOUBLE, distance)) {
      return new Memory.Displaced(CELLS, Math.toIntExact(distance));
    }
    loadAddress(FAR, layout.address(cell));
    return new Memory.Displaced(FAR, 0);
  }

  private void loadAddress(Register target, long address) {
    long fromCells = address - layout.firstCell();
    long fromHere = address - codeStart - assembler.size();
    if (Immediate.fits(fromCells)) {
      assembler.add(target, CELLS, fromCells);
    } else if (Immediate.fits(-fromCells)) {
      assembler.sub(target, CELLS, -fromCells);
    } else if (Assembler.adrReaches(fromHere)) {
      assembler.adr(target, Math.toIntExact(fromHere));
    } else {
      assembler.mov(target, address);
    }
  }

  /** The place {@code base + index}. */
  private Memory memory(Width width, Operand base, Operand index) {
    List<Operand> cells =
        Stream.of(base, index).filter(operand -> constant(operand).isEmpty()).toList();
    long known = constant(base).orElse(0L) + constant(index).orElse(0L);
    return switch (cells.size()) {
      case 0 -> known(width, known);
      case 1 -> displaced(width, cells.getFirst(), known);
      default -> indexed(base, index);
    };
  }

  private Memory known(Width width, long address) {
    long distance = address - layout.firstCell();
    return Memory.reaches(width, distance)
        ? new Memory.Displaced(CELLS, Math.toIntExact(distance))
        : new Memory.Displaced(in(Operand.of(address)), 0);
  }

  private Memory displaced(Width width, Operand base, long displacement) {
    return Memory.reaches(width, displacement)
        ? new Memory.Displaced(in(base), Math.toIntExact(displacement))
        : indexed(base, Operand.of(displacement));
  }

  private Memory indexed(Operand base, Operand index) {
    Register register = in(base);
    return new Memory.Indexed(register, in(index, register));
  }
}
