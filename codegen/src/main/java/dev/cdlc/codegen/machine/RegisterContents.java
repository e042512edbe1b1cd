package dev.cdlc.codegen.machine;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What registers are known to hold at one place of the code, so that it need not be loaded again.
 *
 * @param <R> the registers of a machine
 */
public final class RegisterContents<R extends Enum<R>> {
  private final EnumMap<R, Operand> contents;

  public RegisterContents(Class<R> registers) {
    contents = new EnumMap<>(registers);
  }

  public boolean holds(R register, Operand operand) {
    return operand.equals(contents.get(register));
  }

  /** The first register that holds the operand. */
  public Optional<R> holder(Operand operand) {
    return contents.entrySet().stream()
        .filter(entry -> entry.getValue().equals(operand))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  public void set(R register, Operand operand) {
    contents.put(register, operand);
  }

  public void forget(R register) {
    contents.remove(register);
  }

  /** The cell has another value now, and only this register has it too. */
  public void written(Cell cell, R register) {
    changed(cell);
    set(register, Operand.of(cell));
  }

  /** The cell has another value now. */
  public void changed(Cell cell) {
    contents.values().removeIf(Operand.of(cell)::equals);
  }

  void forgetAll() {
    contents.clear();
  }

  Map<R, Operand> copy() {
    return new EnumMap<>(contents);
  }

  /** Goes back to what was known elsewhere, where control comes from there alone. */
  void restore(Map<R, Operand> elsewhere) {
    contents.clear();
    contents.putAll(elsewhere);
  }

  /** Keeps what is known elsewhere too, where control may come from there. */
  void join(Map<R, Operand> elsewhere) {
    contents.entrySet().retainAll(elsewhere.entrySet());
  }
}
