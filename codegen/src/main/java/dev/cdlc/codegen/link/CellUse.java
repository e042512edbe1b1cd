package dev.cdlc.codegen.link;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how often a program's code names each cell. */
final class CellUse {
  private final Map<Cell, Integer> counts = new LinkedHashMap<>();

  private CellUse() {}

  /** The cells of a program; those with as many uses, in order of their first. */
  static List<Cell> mostUsedFirst(Program program) {
    CellUse use = new CellUse();
    use.count(program.main());
    program.routines().forEach(routine -> use.count(routine.body()));
    return use.counts.entrySet().stream()
        .sorted((one, other) -> other.getValue() - one.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void count(List<Instruction> instructions) {
    for (Instruction instruction : instructions) {
      instruction.operands().forEach(this::count);
      instruction.targets().forEach(this::count);
      instruction.bodies().forEach(this::count);
    }
  }

  private void count(Operand operand) {
    switch (operand) {
      case Operand.Content(Cell cell) -> count(cell);
      case Operand.Constant _, Operand.Address _ -> {}
    }
  }

  private void count(Cell cell) {
    counts.merge(cell, 1, Integer::sum);
  }
}
