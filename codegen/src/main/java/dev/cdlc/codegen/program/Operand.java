package dev.cdlc.codegen.program;

/** A 64-bit value that an instruction reads. */
public sealed interface Operand {
  /**
   * A number known when the program is made; {@code text} is how the manual writes it, if at all.
   */
  record Constant(long value, String text) implements Operand {}

  /** What a cell holds. */
  record Content(Cell cell) implements Operand {}

  /** The address of a datum plus an offset. */
  record Address(String datum, long offset) implements Operand {}

  static Operand of(long value) {
    return new Constant(value, "");
  }

  static Operand of(Cell cell) {
    return new Content(cell);
  }
}
