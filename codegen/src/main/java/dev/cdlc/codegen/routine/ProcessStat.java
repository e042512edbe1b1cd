package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.sequence.Sequence;

/** What the line of a process in proc_pid_stat(5) says: its state, and when it began. */
public final class ProcessStat {
  /** More than any line has. */
  public static final int MOST_BYTES = 1024;

  /** A letter, as in {@code Z}. */
  public static final Cell STATE = new Cell("stat_state");

  /** In clock ticks since boot. */
  public static final Cell START = new Cell("stat_start");

  /** From the end of the name to {@code starttime}, the field 22: so many blanks. */
  private static final int BLANKS = 20;

  private static final Cell INDEX = new Cell("stat_index");
  private static final Cell BYTE = new Cell("stat_byte");
  private static final Cell COUNT = new Cell("stat_blanks");

  private ProcessStat() {}

  /**
   * Reads a whole line.
   *
   * @param bytes how many it has
   */
  public static void parse(Sequence s, Address line, Cell bytes) {
    s.move(INDEX, value(bytes));
    passName(s, line);
    s.load(STATE, Width.BYTE, new Address(line.datum(), line.offset() + 2), value(INDEX));
    passFields(s, line);
    s.move(START, value(0));
    s.loop(
        next -> {
          load(next, line);
          next.when(is(BYTE, ' '), Sequence::leave);
          next.compute(START, Operation.MULTIPLY, value(10));
          next.compute(START, Operation.ADD, value(BYTE));
          next.compute(START, Operation.SUBTRACT, value('0'));
        });
  }

  /** To the last parenthesis, for the name of the process may have any. */
  private static void passName(Sequence s, Address line) {
    s.loop(
        back -> {
          back.compute(INDEX, Operation.SUBTRACT, value(1));
          back.load(BYTE, Width.BYTE, line, value(INDEX));
          back.when(is(BYTE, ')'), Sequence::leave);
        });
  }

  private static void passFields(Sequence s, Address line) {
    s.move(COUNT, value(0));
    s.loop(
        next -> {
          load(next, line);
          next.when(is(BYTE, ' '), blank -> blank.compute(COUNT, Operation.ADD, value(1)));
          next.when(is(COUNT, BLANKS), Sequence::leave);
        });
  }

  private static void load(Sequence s, Address line) {
    s.compute(INDEX, Operation.ADD, value(1));
    s.load(BYTE, Width.BYTE, line, value(INDEX));
  }
}
