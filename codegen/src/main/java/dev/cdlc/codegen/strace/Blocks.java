package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Program;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The blocks of a program, made once each. */
final class Blocks {
  private final Program program;
  private final Audible audible;
  private final Block main;
  private final Map<String, Block> routines = new HashMap<>();
  private final Map<Block.Kind, Map<List<Instruction>, Block>> inner =
      new EnumMap<>(Block.Kind.class);

  Blocks(Program program) {
    this.program = program;
    audible = new Audible(program);
    main = new Block(Block.Kind.PROCESS, true, program.main());
  }

  Block main() {
    return main;
  }

  Block routine(String name) {
    return routines.computeIfAbsent(
        name, _ -> new Block(Block.Kind.ROUTINE, audible.is(name), program.routine(name).body()));
  }

  Block child(List<Instruction> body) {
    return inner(Block.Kind.PROCESS, true, body);
  }

  Block branch(List<Instruction> body) {
    return inner(Block.Kind.BRANCH, true, body);
  }

  Block loop(Instruction.Loop loop) {
    return inner(Block.Kind.LOOP, audible.is(loop), loop.body());
  }

  /** Whether the grammar shows an instruction of the block that the frame is in. */
  boolean shows(Frame frame, Instruction instruction) {
    return frame.shown() && audible.is(instruction);
  }

  private Block inner(Block.Kind kind, boolean shown, List<Instruction> body) {
    return inner
        .computeIfAbsent(kind, _ -> new IdentityHashMap<>())
        .computeIfAbsent(body, _ -> new Block(kind, shown, body));
  }
}
