package dev.cdlc.codegen;

import dev.cdlc.codegen.aarch64.ArmMachine;
import dev.cdlc.codegen.elf.ElfWriter;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Segment;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.machine.Generator;
import dev.cdlc.codegen.machine.Machine;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.x86_64.X86Machine;

/** The back end: from a program to the bytes of an executable. */
public final class Codegen {
  private Codegen() {}

  /**
   * Makes a static ELF executable; the same arguments always give the same bytes.
   *
   * @throws IllegalArgumentException if the program names a routine or datum that it lacks
   */
  public static byte[] generate(Program program, Target target, Note note) {
    Program trimmed = Trim.trim(program);
    ElfWriter writer = new ElfWriter(target, note);
    Layout layout = Layout.of(trimmed, writer.headerSize());
    byte[] machineCode = machineCode(trimmed, target, layout);
    Segment code = layout.code(machineCode.length);
    return writer.write(layout.readOnly(), code, layout.writable(), layout.content(), machineCode);
  }

  /** What runs where the layout puts code. */
  static byte[] machineCode(Program program, Target target, Layout layout) {
    return Generator.generate(program, machine(target, layout));
  }

  private static Machine<?> machine(Target target, Layout layout) {
    return switch (target) {
      case X86_64 -> new X86Machine(layout);
      case AARCH64 -> new ArmMachine(layout);
    };
  }
}
