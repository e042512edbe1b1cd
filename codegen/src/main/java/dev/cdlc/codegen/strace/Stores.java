package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program stores at addresses that are known when it is made. */
final class Stores {
  private final Map<Operand.Address, List<Operand>> byAddress = new HashMap<>();

  private Stores() {}

  static Stores of(Program program) {
    Stores stores = new Stores();
    stores.collect(program.main());
    program.routines().forEach(routine -> stores.collect(routine.body()));
    return stores;
  }

  /** The values, each once, in the order in which they stand in the program. */
  List<Operand> at(String datum, long offset) {
    return byAddress.getOrDefault(new Operand.Address(datum, offset), List.of());
  }

  private void collect(List<Instruction> instructions) {
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Store store) {
        collect(store);
      }
      instruction.bodies().forEach(this::collect);
    }
  }

  private void collect(Instruction.Store store) {
    if (store.base() instanceof Operand.Address(String datum, long offset)
        && store.index() instanceof Operand.Constant(long index, _)) {
      List<Operand> values =
          byAddress.computeIfAbsent(
              new Operand.Address(datum, offset + index), _ -> new ArrayList<>());
      if (!values.contains(store.value())) {
        values.add(store.value());
      }
    }
  }
}
