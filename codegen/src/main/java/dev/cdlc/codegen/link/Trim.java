package dev.cdlc.codegen.link;

import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drops the routines and data that a program's main sequence never reaches. */
public final class Trim {
  private final Program program;
  private final Set<String> reachedRoutines = new HashSet<>();
  private final Set<String> reachedData = new HashSet<>();

  private final Map<String, Datum> data = new HashMap<>();

  private Trim(Program program) {
    this.program = program;
    program.data().forEach(datum -> data.put(datum.name(), datum));
  }

  /**
   * The same program without what it never uses.
   *
   * @throws IllegalArgumentException if it names a routine or datum that it does not have
   */
  public static Program trim(Program program) {
    Trim trim = new Trim(program);
    trim.reach(program.main());
    return new Program(
        program.process(),
        program.main(),
        program.routines().stream()
            .filter(routine -> trim.reachedRoutines.contains(routine.name()))
            .toList(),
        program.data().stream().filter(datum -> trim.reachedData.contains(datum.name())).toList());
  }

  private void reach(List<Instruction> instructions) {
    for (Instruction instruction : instructions) {
      instruction.operands().forEach(this::reach);
      instruction.routines().forEach(this::reachRoutine);
      instruction.bodies().forEach(this::reach);
    }
  }

  private void reach(Operand operand) {
    switch (operand) {
      case Operand.Address(String datum, _) -> reachDatum(datum);
      case Operand.Constant _, Operand.Content _ -> {}
    }
  }

  private void reachRoutine(String name) {
    if (reachedRoutines.add(name)) {
      reach(program.routine(name).body());
    }
  }

  private void reachDatum(String name) {
    if (reachedData.add(name)) {
      Datum datum = data.get(name);
      if (datum == null) {
        throw new IllegalArgumentException("no datum is named " + name);
      }
      datum.parts().forEach(this::reach);
    }
  }

  private void reach(Datum.Part part) {
    switch (part) {
      case Datum.Part.Pointer(String datum, _, _) -> reachDatum(datum);
      case Datum.Part.Bytes _, Datum.Part.Field _, Datum.Part.Zero _ -> {}
    }
  }
}
