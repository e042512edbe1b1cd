package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cells that each routine of a program reads itself: its arguments are among them. */
final class RoutineInputs {
  private final Map<String, Set<Cell>> byRoutine = new HashMap<>();

  RoutineInputs(Program program) {
    for (Routine routine : program.routines()) {
      Set<Cell> cells = new HashSet<>();
      collect(routine.body(), cells);
      byRoutine.put(routine.name(), cells);
    }
  }

  boolean reads(String routine, Cell cell) {
    return byRoutine.getOrDefault(routine, Set.of()).contains(cell);
  }

  private static void collect(List<Instruction> instructions, Set<Cell> cells) {
    for (Instruction instruction : instructions) {
      for (Operand operand : instruction.operands()) {
        if (operand instanceof Operand.Content(Cell cell)) {
          cells.add(cell);
        }
      }
      instruction.bodies().forEach(body -> collect(body, cells));
    }
  }
}
