package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/**
 * Finds a line of the container's {@code /etc/passwd} or {@code /etc/group}, by its name or by the
 * number in its third field; see passwd(5) and group(5).
 */
public final class FindAccount {
  /** 0 once found, else a negative errno: of opening the file, or ENOENT for no such line. */
  public static final Cell RESULT = new Cell("account_result");

  /** The third field: the uid or gid that the line is about. */
  public static final Cell ID = new Cell("account_id");

  /** The fourth field where it is a number: the gid of a user. */
  public static final Cell GROUP = new Cell("account_group");

  private static final String NAME = "find_account";
  private static final int CHUNK = 4096;
  private static final int LAST_FIELD = 3;
  private static final Cell PATH = new Cell("account_path");
  private static final Cell WANTED_NAME = new Cell("account_wanted_name");
  private static final Cell WANTED_ID = new Cell("account_wanted_id");
  private static final Cell FD = new Cell("account_fd");
  private static final Cell LENGTH = new Cell("account_length");
  private static final Cell INDEX = new Cell("account_index");
  private static final Cell BYTE = new Cell("account_byte");
  private static final Cell FIELD = new Cell("account_field");
  private static final Cell POSITION = new Cell("account_position");
  private static final Cell SAME = new Cell("account_same");
  private static final Cell EXPECTED = new Cell("account_expected");

  private FindAccount() {}

  /** {@code path} is absolute in the container, {@code name} a string of C. */
  public static void byName(Sequence s, Operand path, Operand name) {
    s.move(PATH, path);
    s.move(WANTED_NAME, name);
    s.run(NAME);
  }

  public static void byId(Sequence s, Operand path, Operand id) {
    s.move(PATH, path);
    s.move(WANTED_NAME, value(0));
    s.move(WANTED_ID, id);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address chunk = data.buffer("account_chunk", CHUNK);
    Sequence s = Sequence.ofRoutine();
    s.call(Syscall.OPENAT2, value(Variables.ROOT), value(PATH), OpenHow.read(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(FD)
        .orGoOn();
    s.move(RESULT, value(FD));
    s.when(failed(FD), Sequence::comeBack);
    startLine(s);
    s.loop(
        read -> {
          read.call(Syscall.READ, value(FD), chunk, value(CHUNK)).into(LENGTH).orGoOn();
          read.when(isLess(LENGTH, value(1)), FindAccount::atEndOfFile);
          read.move(INDEX, value(0));
          read.loop(next -> takeByte(next, chunk));
        });
    return new Routine(NAME, s.instructions());
  }

  private static void startLine(Sequence s) {
    s.move(FIELD, value(0));
    s.move(POSITION, value(0));
    s.move(SAME, value(WANTED_NAME));
    s.move(ID, value(0));
    s.move(GROUP, value(0));
  }

  private static void atEndOfFile(Sequence s) {
    s.when(isNot(FIELD, 0), FindAccount::judgeLine);
    s.move(RESULT, new Operand.Constant(-Errno.ENOENT.number(), "-ENOENT"));
    s.comeBack();
  }

  private static void takeByte(Sequence s, Address chunk) {
    s.when(is(INDEX, value(LENGTH)), Sequence::leave);
    s.load(BYTE, Width.BYTE, chunk, value(INDEX));
    s.compute(INDEX, Operation.ADD, value(1));
    s.when(
        is(BYTE, '\n'),
        end -> {
          judgeLine(end);
          startLine(end);
          end.again();
        });
    s.when(is(FIELD, 0), FindAccount::compareName);
    s.when(
        is(BYTE, ':'),
        colon -> {
          colon.compute(FIELD, Operation.ADD, value(1));
          colon.again();
        });
    s.when(is(FIELD, 2), digit -> appendDigit(digit, ID));
    s.when(is(FIELD, 3), digit -> appendDigit(digit, GROUP));
  }

  /** The NUL that ends the wanted name must stand against the colon that ends the field. */
  private static void compareName(Sequence s) {
    s.when(
        isNot(SAME, 0),
        same -> {
          same.load(EXPECTED, Width.BYTE, value(WANTED_NAME), value(POSITION));
          same.choose(
              is(BYTE, ':'),
              end -> end.when(isNot(EXPECTED, 0), FindAccount::differs),
              within -> within.when(isNot(BYTE, value(EXPECTED)), FindAccount::differs));
          same.compute(POSITION, Operation.ADD, value(1));
        });
  }

  private static void differs(Sequence s) {
    s.move(SAME, value(0));
  }

  private static void appendDigit(Sequence s, Cell number) {
    s.compute(number, Operation.MULTIPLY, value(10));
    s.compute(number, Operation.ADD, value(BYTE));
    s.compute(number, Operation.SUBTRACT, value('0'));
  }

  private static void judgeLine(Sequence s) {
    s.when(
        isAtLeast(FIELD, LAST_FIELD),
        line ->
            line.choose(
                is(WANTED_NAME, 0),
                byId -> byId.when(is(ID, value(WANTED_ID)), FindAccount::found),
                byName -> byName.when(isNot(SAME, 0), FindAccount::found)));
  }

  private static void found(Sequence s) {
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.move(RESULT, value(0));
    s.comeBack();
  }
}
