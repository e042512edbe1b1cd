package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/** Why an ELF program cannot be executed; the offsets are those of elf.h for 64 bits. */
final class ElfObstacle {
  private static final int E_MACHINE = 18;
  private static final int E_PHOFF = 32;
  private static final int E_PHNUM = 56;
  private static final int PROGRAM_HEADER_BYTES = 56;
  private static final int P_TYPE = 0;
  private static final int P_OFFSET = 8;
  private static final int PT_INTERP = 3;

  private static final Cell MACHINE = new Cell("elf_machine");
  private static final Cell HEADER = new Cell("elf_header");
  private static final Cell COUNT = new Cell("elf_count");
  private static final Cell FIELD = new Cell("elf_field");

  /** The machines that programs are commonly made for, as uname(2) spells them. */
  private enum Machine {
    I386("i386", 3),
    PPC64LE("ppc64le", 21),
    ARM("arm", 40),
    X86_64("x86_64", 62),
    AARCH64("aarch64", 183),
    RISCV64("riscv64", 243),
    LOONGARCH64("loongarch64", 258);

    private final String title;
    private final int number;

    Machine(String title, int number) {
      this.title = title;
      this.number = number;
    }
  }

  private ElfObstacle() {}

  /**
   * Tells what it finds.
   *
   * @param head the file's first {@code length} bytes
   * @param machine {@code e_machine} of the programs that run here
   */
  static void find(
      Sequence s, Data data, Address head, Cell length, Cell path, Cell result, int machine) {
    s.when(
        failedWith(result, Errno.ENOEXEC),
        refused -> {
          refused.load(MACHINE, Width.HALF, head, value(E_MACHINE));
          refused.when(isNot(MACHINE, machine), other -> tellMachine(other, data));
        });
    s.load(COUNT, Width.HALF, head, value(E_PHNUM));
    s.load(HEADER, Width.DOUBLE, head, value(E_PHOFF));
    s.loop(
        next -> {
          next.when(is(COUNT, 0), Sequence::leave);
          leaveUnlessWithin(next, HEADER, PROGRAM_HEADER_BYTES, length);
          next.compute(HEADER, Operation.ADD, head);
          next.load(FIELD, Width.WORD, value(HEADER), value(P_TYPE));
          next.when(
              is(FIELD, PT_INTERP), loader -> checkLoader(loader, head, length, path, result));
          next.compute(HEADER, Operation.SUBTRACT, head);
          next.compute(HEADER, Operation.ADD, value(PROGRAM_HEADER_BYTES));
          next.compute(COUNT, Operation.SUBTRACT, value(1));
        });
  }

  private static void checkLoader(Sequence s, Address head, Cell length, Cell path, Cell result) {
    s.load(FIELD, Width.DOUBLE, value(HEADER), value(P_OFFSET));
    leaveUnlessWithin(s, FIELD, 1, length);
    NamedProgram.find(s, head, FIELD);
    NamedProgram.blame(s, path, result, Obstacle.NO_LOADER, Obstacle.CLOSED_LOADER);
    s.leave();
  }

  /** The file says where its parts are, and need not tell the truth. */
  private static void leaveUnlessWithin(Sequence s, Cell offset, int bytes, Cell length) {
    s.when(isLess(offset, value(0)), Sequence::leave);
    s.compute(length, Operation.SUBTRACT, value(bytes));
    s.when(isLess(length, value(offset)), Sequence::leave);
    s.compute(length, Operation.ADD, value(bytes));
  }

  private static void tellMachine(Sequence s, Data data) {
    formatNumber(s, data);
    for (Machine machine : Machine.values()) {
      s.when(
          is(MACHINE, machine.number),
          known -> known.move(NamedProgram.NAME, data.text(machine.title)));
    }
    NamedProgram.tell(s, Obstacle.FOREIGN);
  }

  /** One without a name here. */
  private static void formatNumber(Sequence s, Data data) {
    String start = "e_machine ";
    Address text =
        data.variable(
            "elf_machine", List.of(Part.Bytes.of(start), new Part.Zero("65535\0".length())));
    s.move(NamedProgram.NAME, text);
    s.compute(NamedProgram.NAME, Operation.ADD, value(start.length()));
    FormatInt.call(s, value(MACHINE), NamedProgram.NAME);
    s.move(NamedProgram.NAME, text);
  }
}
