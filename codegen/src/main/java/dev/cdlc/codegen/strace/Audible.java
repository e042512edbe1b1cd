package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which instructions decide what calls a process makes, and in which order. */
final class Audible {
  /** The routines that make a call, or lead to one that does. */
  private final Set<String> routines = new HashSet<>();

  Audible(Program program) {
    boolean more = true;
    while (more) {
      more =
          routines.addAll(
              program.routines().stream()
                  .filter(routine -> makesCall(routine.body()))
                  .map(Routine::name)
                  .toList());
    }
  }

  boolean is(String routine) {
    return routines.contains(routine);
  }

  /** Whether the grammar shows the instruction. */
  boolean is(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Call _,
          Instruction.Fork _,
          Instruction.Break _,
          Instruction.Continue _,
          Instruction.Return _,
          Instruction.Mark _ ->
          true;
      case Instruction.CallRoutine(String routine) -> is(routine);
      case Instruction.If(_, var then, var otherwise) ->
          then.stream().anyMatch(this::matters) || otherwise.stream().anyMatch(this::matters);
      case Instruction.Loop(List<Instruction> body) -> makesCall(body) || returns(body);
      case Instruction.Move _, Instruction.Compute _, Instruction.Load _, Instruction.Store _ ->
          false;
    };
  }

  /** Whether it is more than the name of a step. */
  boolean matters(Instruction instruction) {
    return !(instruction instanceof Instruction.Mark) && is(instruction);
  }

  private boolean makesCall(List<Instruction> instructions) {
    return instructions.stream().anyMatch(this::makesCall);
  }

  private boolean makesCall(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Call _, Instruction.Fork _ -> true;
      case Instruction.CallRoutine(String routine) -> is(routine);
      case Instruction.If _, Instruction.Loop _ ->
          instruction.bodies().stream().anyMatch(this::makesCall);
      case Instruction.Move _,
          Instruction.Compute _,
          Instruction.Load _,
          Instruction.Store _,
          Instruction.Break _,
          Instruction.Continue _,
          Instruction.Return _,
          Instruction.Mark _ ->
          false;
    };
  }

  private static boolean returns(List<Instruction> instructions) {
    return instructions.stream()
        .anyMatch(
            instruction ->
                instruction instanceof Instruction.Return
                    || instruction.bodies().stream().anyMatch(Audible::returns));
  }
}
