package dev.cdlc.codegen.machine;

import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Syscall;
import java.util.List;
import java.util.Optional;

/** What is known about where control goes without running anything. */
final class Flow {
  private Flow() {}

  /** Whether control may reach the end of the sequence. */
  static boolean fallsThrough(List<Instruction> instructions) {
    return instructions.isEmpty() || fallsThrough(instructions.getLast());
  }

  private static boolean fallsThrough(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Break _, Instruction.Continue _, Instruction.Return _ -> false;
      case Instruction.Call call -> call.syscall() != Syscall.EXIT_GROUP;
      case Instruction.If(_, List<Instruction> then, List<Instruction> otherwise) ->
          fallsThrough(then) || fallsThrough(otherwise);
      case Instruction.Fork _,
          Instruction.Move _,
          Instruction.Compute _,
          Instruction.Load _,
          Instruction.Store _,
          Instruction.Loop _,
          Instruction.CallRoutine _,
          Instruction.Mark _ ->
          true;
    };
  }

  /** Whether a routine is called that control comes back from. */
  static boolean callsRoutines(List<Instruction> instructions) {
    return instructions.stream()
        .anyMatch(
            instruction ->
                instruction instanceof Instruction.CallRoutine
                    || instruction.bodies().stream().anyMatch(Flow::callsRoutines));
  }

  /** The label that a choice jumps to if that is all it does. */
  static Optional<Label> soleJump(Instruction.If choice, Optional<LoopLabels> loop) {
    if (choice.then().size() != 1 || !choice.otherwise().isEmpty()) {
      return Optional.empty();
    }
    return switch (choice.then().getFirst()) {
      case Instruction.Break _ -> loop.map(LoopLabels::end);
      case Instruction.Continue _ -> loop.map(LoopLabels::start);
      case Instruction.Call _,
          Instruction.Fork _,
          Instruction.Move _,
          Instruction.Compute _,
          Instruction.Load _,
          Instruction.Store _,
          Instruction.If _,
          Instruction.Loop _,
          Instruction.CallRoutine _,
          Instruction.Return _,
          Instruction.Mark _ ->
          Optional.empty();
    };
  }
}
