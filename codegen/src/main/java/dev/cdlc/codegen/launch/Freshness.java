package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FindVariable;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * Whether a kept executable, in memory, is the one that is asked for, and all that its compilation
 * saw is as it was; read backwards, as {@link SeenInputs} wrote it.
 */
final class Freshness {
  /** The address and the size of what is looked at. */
  static final Cell BASE = new Cell("fresh_base");

  static final Cell SIZE = new Cell("fresh_size");

  /** 1 or 0. */
  static final Cell FRESH = new Cell("fresh");

  private static final String NAME = "freshness";

  /** What stands in a {@code struct statx}, in the order of a record's fields. */
  private record Field(Constant offset, Width width) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field(Stat.STX_INO, Width.DOUBLE),
          new Field(Stat.STX_SIZE, Width.DOUBLE),
          new Field(Stat.STX_CTIME_SEC, Width.DOUBLE),
          new Field(Stat.STX_CTIME_NSEC, Width.WORD),
          new Field(Stat.STX_MTIME_SEC, Width.DOUBLE),
          new Field(Stat.STX_MTIME_NSEC, Width.WORD),
          new Field(Stat.STX_DEV_MAJOR, Width.WORD),
          new Field(Stat.STX_DEV_MINOR, Width.WORD));

  private static final Cell CURSOR = new Cell("fresh_cursor");
  private static final Cell END = new Cell("fresh_end");
  private static final Cell REST = new Cell("fresh_rest");
  private static final Cell VALUE = new Cell("fresh_value");
  private static final Cell WANTED = new Cell("fresh_wanted");
  private static final Cell OTHER = new Cell("fresh_other");
  private static final Cell KIND = new Cell("fresh_kind");
  private static final Cell PATH = new Cell("fresh_path");
  private static final Cell AT = new Cell("fresh_at");
  private static final Cell RESULT = new Cell("fresh_result");

  private Freshness() {}

  static void compare(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.move(FRESH, value(0));
    s.move(REST, value(SIZE));
    s.compute(REST, Operation.SUBTRACT, value(CacheKey.LENGTH));
    s.compute(REST, Operation.SUBTRACT, value(2 * SeenInputs.TRAILER_BYTES));
    s.when(failed(REST), Sequence::comeBack);
    s.move(CURSOR, value(BASE));
    s.compute(CURSOR, Operation.ADD, value(SIZE));
    stepBack(s, value(SeenInputs.TRAILER_BYTES));
    requireMark(s, SeenInputs.KEPT);
    s.when(isNot(VALUE, value(CacheKey.LENGTH)), Sequence::comeBack);
    stepBack(s, value(CacheKey.LENGTH));
    requireKey(s, data);
    stepBack(s, value(SeenInputs.TRAILER_BYTES));
    requireMark(s, SeenInputs.MARK);
    s.when(failed(VALUE), Sequence::comeBack);
    s.when(isLess(REST, value(VALUE)), Sequence::comeBack);
    s.move(END, value(CURSOR));
    stepBack(s, value(VALUE));
    s.loop(record -> record(record, data));
    s.move(FRESH, value(1));
    return new Routine(NAME, s.instructions());
  }

  private static void stepBack(Sequence s, Operand bytes) {
    s.compute(CURSOR, Operation.SUBTRACT, bytes);
  }

  /** Leaves the length before it. */
  private static void requireMark(Sequence s, long mark) {
    s.load(VALUE, Width.DOUBLE, value(CURSOR), value(8));
    s.move(WANTED, value(mark));
    s.when(isNot(VALUE, value(WANTED)), Sequence::comeBack);
    s.load(VALUE, Width.DOUBLE, value(CURSOR), value(0));
  }

  private static void requireKey(Sequence s, Data data) {
    s.move(OTHER, value(0));
    s.loop(
        next -> {
          next.load(WANTED, Width.BYTE, CacheKey.buffer(data), value(OTHER));
          next.load(VALUE, Width.BYTE, value(CURSOR), value(OTHER));
          next.when(isNot(VALUE, value(WANTED)), Sequence::comeBack);
          next.compute(OTHER, Operation.ADD, value(1));
          next.when(is(OTHER, value(CacheKey.LENGTH)), Sequence::leave);
        });
  }

  private static void record(Sequence s, Data data) {
    s.when(is(CURSOR, value(END)), Sequence::leave);
    s.move(REST, value(END));
    s.compute(REST, Operation.SUBTRACT, value(CURSOR));
    s.when(isLess(REST, value(SeenInputs.HEAD_BYTES)), Sequence::comeBack);
    s.load(VALUE, Width.DOUBLE, value(CURSOR), value(0));
    s.load(KIND, Width.DOUBLE, value(CURSOR), value(8));
    s.when(isLess(VALUE, value(SeenInputs.HEAD_BYTES)), Sequence::comeBack);
    s.when(isLess(REST, value(VALUE)), Sequence::comeBack);
    s.move(PATH, value(CURSOR));
    s.compute(PATH, Operation.ADD, value(SeenInputs.HEAD_BYTES));
    s.compute(CURSOR, Operation.ADD, value(VALUE));
    s.when(is(KIND, SeenInputs.ABSENT), absent -> requireAbsent(absent, data));
    s.when(is(KIND, SeenInputs.PRESENT), present -> requirePresent(present, data));
    s.when(is(KIND, SeenInputs.FILE), file -> requireFile(file, data));
    s.when(is(KIND, SeenInputs.LINK), link -> requireLink(link, data));
    s.when(is(KIND, SeenInputs.VARIABLE), Freshness::requireValue);
    s.when(is(KIND, SeenInputs.UNSET), Freshness::requireUnset);
  }

  private static void requireAbsent(Sequence s, Data data) {
    s.move(AT, Fcntl.AT_FDCWD);
    stat(s, data, value(0));
    s.when(
        failedOtherwise(RESULT, Errno.ENOENT),
        other -> other.when(failedOtherwise(RESULT, Errno.ENOTDIR), Sequence::comeBack));
  }

  private static void requirePresent(Sequence s, Data data) {
    open(s, data);
    s.call(Syscall.CLOSE, value(AT)).orGoOn();
  }

  private static void requireFile(Sequence s, Data data) {
    passState(s);
    open(s, data);
    s.move(PATH, data.text(""));
    stat(s, data, Fcntl.AT_EMPTY_PATH);
    s.call(Syscall.CLOSE, value(AT)).orGoOn();
    requireState(s, data);
  }

  private static void requireLink(Sequence s, Data data) {
    passState(s);
    s.move(AT, Fcntl.AT_FDCWD);
    stat(s, data, Fcntl.AT_SYMLINK_NOFOLLOW);
    requireState(s, data);
    s.load(VALUE, Width.HALF, buffer(data), Stat.STX_MODE);
    s.compute(VALUE, Operation.AND, Stat.S_IFMT);
    s.when(isNot(VALUE, Stat.S_IFLNK), Sequence::comeBack);
  }

  private static void passState(Sequence s) {
    s.move(OTHER, value(PATH));
    s.compute(PATH, Operation.ADD, value(SeenInputs.STATE_BYTES));
  }

  /** The real path of what was read must still be one. */
  private static void open(Sequence s, Data data) {
    Address how = NoLinks.how(data, Fcntl.O_PATH, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT2, Fcntl.AT_FDCWD, value(PATH), how, NoLinks.BYTES).into(AT).orGoOn();
    s.when(failed(AT), Sequence::comeBack);
  }

  private static void requireState(Sequence s, Data data) {
    s.when(failed(RESULT), Sequence::comeBack);
    for (int i = 0; i < FIELDS.size(); i++) {
      s.load(VALUE, FIELDS.get(i).width(), buffer(data), FIELDS.get(i).offset());
      s.load(WANTED, Width.DOUBLE, value(OTHER), value(i * 8L));
      s.when(isNot(VALUE, value(WANTED)), Sequence::comeBack);
    }
  }

  private static void stat(Sequence s, Data data, Operand flags) {
    s.call(Syscall.STATX, value(AT), value(PATH), flags, Stat.STATX_BASIC_STATS, buffer(data))
        .into(RESULT)
        .orGoOn();
  }

  private static Address buffer(Data data) {
    return data.buffer("fresh_stat", Stat.STATX_BYTES);
  }

  private static void requireUnset(Sequence s) {
    FindVariable.call(s, value(PATH));
    s.when(isNot(FindVariable.FOUND, 0), Sequence::comeBack);
  }

  /** The value stands behind the NUL of the name. */
  private static void requireValue(Sequence s) {
    FindVariable.call(s, value(PATH));
    s.when(is(FindVariable.FOUND, 0), Sequence::comeBack);
    s.move(OTHER, value(FindVariable.FOUND));
    s.compute(OTHER, Operation.ADD, value(FindVariable.VALUE_OFFSET));
    s.compute(PATH, Operation.ADD, value(FindVariable.VALUE_OFFSET));
    s.compute(PATH, Operation.ADD, value(1));
    s.loop(
        next -> {
          next.load(WANTED, Width.BYTE, value(PATH), value(0));
          next.load(VALUE, Width.BYTE, value(OTHER), value(0));
          next.when(isNot(VALUE, value(WANTED)), Sequence::comeBack);
          next.when(is(VALUE, 0), Sequence::leave);
          next.compute(PATH, Operation.ADD, value(1));
          next.compute(OTHER, Operation.ADD, value(1));
        });
  }
}
