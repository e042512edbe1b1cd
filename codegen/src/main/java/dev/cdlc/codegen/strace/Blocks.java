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
  private final Block main;
  private final Map<String, Block> routines = new HashMap<>();
  private final Map<Block.Kind, Map<List<Instruction>, Block>> inner =
      new EnumMap<>(Block.Kind.class);

  Blocks(Program program) {
    this.program = program;
    main = new Block(Block.Kind.PROCESS, program.main());
  }

  Block main() {
    return main;
  }

  Block routine(String name) {
    return routines.computeIfAbsent(
        name, _ -> new Block(Block.Kind.ROUTINE, program.routine(name).body()));
  }

  /** The block of a body that an instruction holds. */
  Block inner(Block.Kind kind, List<Instruction> body) {
    return inner
        .computeIfAbsent(kind, _ -> new IdentityHashMap<>())
        .computeIfAbsent(body, _ -> new Block(kind, body));
  }
}
