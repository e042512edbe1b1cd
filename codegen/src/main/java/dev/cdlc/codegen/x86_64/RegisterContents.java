package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import java.util.EnumMap;
import java.util.Map;

/**
 * What registers are known to hold at one place of the code, so that it need not be loaded again.
 * System calls keep all registers but RAX, RCX and R11.
 */
final class RegisterContents {
  private final Map<Register, Operand> contents = new EnumMap<>(Register.class);

  boolean holds(Register register, Operand operand) {
    return operand.equals(contents.get(register));
  }

  void set(Register register, Operand operand) {
    contents.put(register, operand);
  }

  void forget(Register... registers) {
    for (Register register : registers) {
      contents.remove(register);
    }
  }

  void forgetAll() {
    contents.clear();
  }

  /** The cell has another value now, and only this register has it too. */
  void written(Cell cell, Register register) {
    changed(cell);
    set(register, Operand.of(cell));
  }

  /** The cell has another value now. */
  void changed(Cell cell) {
    contents.values().removeIf(Operand.of(cell)::equals);
  }

  Map<Register, Operand> copy() {
    return new EnumMap<>(contents);
  }

  /** Goes back to what was known elsewhere, where control comes from there alone. */
  void restore(Map<Register, Operand> elsewhere) {
    contents.clear();
    contents.putAll(elsewhere);
  }

  /** Keeps what is known elsewhere too, where control may come from there. */
  void join(Map<Register, Operand> elsewhere) {
    contents.entrySet().retainAll(elsewhere.entrySet());
  }
}
