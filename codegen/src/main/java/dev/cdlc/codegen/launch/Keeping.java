package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/**
 * Keeps the executable that was just compiled, if the compiler says what it saw: under a name of
 * this process's own first, so that it is there whole or not at all.
 */
final class Keeping {
  private static final String NAME = "keep";
  private static final int NAME_BYTES = 48;
  private static final Constant OWNER_ONLY = new Constant(0700, "0700");
  private static final Cell END = new Cell("keep_end");
  private static final Cell MARK = new Cell("keep_mark");
  private static final Cell WANTED = new Cell("keep_wanted");
  private static final Cell FILE = new Cell("keep_file");
  private static final Cell BYTES = new Cell("keep_bytes");
  private static final Cell PID = new Cell("keep_pid");
  private static final Cell CURSOR = new Cell("keep_cursor");

  private Keeping() {}

  static void keep(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.when(failed(CacheFolder.FOLDER), Sequence::comeBack);
    s.when(is(CacheKey.LENGTH, 0), Sequence::comeBack);
    requireMark(s);
    addKey(s, data);
    nameAfterPid(s, data);
    create(s, data);
    s.when(failedWith(FILE, Errno.EEXIST), left -> replace(left, data));
    s.when(failed(FILE), Sequence::comeBack);
    fill(s);
    s.choose(
        is(BYTES, value(Freshness.SIZE)), whole -> place(whole, data), part -> remove(part, data));
    s.call(Syscall.CLOSE, value(FILE)).orGoOn();
    return new Routine(NAME, s.instructions());
  }

  /** What has none is not to be kept. */
  private static void requireMark(Sequence s) {
    Mapping.map(s, Image.FD);
    s.when(failed(Freshness.BASE), Sequence::comeBack);
    s.when(isLess(Freshness.SIZE, value(SeenInputs.TRAILER_BYTES)), Sequence::comeBack);
    s.move(END, value(Freshness.BASE));
    s.compute(END, Operation.ADD, value(Freshness.SIZE));
    s.compute(END, Operation.SUBTRACT, value(8));
    s.load(MARK, Width.DOUBLE, value(END), value(0));
    s.move(WANTED, value(SeenInputs.MARK));
    s.when(isNot(MARK, value(WANTED)), Sequence::comeBack);
  }

  /** At the end of the file, where it was left. */
  private static void addKey(Sequence s, Data data) {
    Address trailer = data.buffer("keep_trailer", SeenInputs.TRAILER_BYTES);
    s.store(Width.DOUBLE, trailer, value(0), value(CacheKey.LENGTH));
    s.move(MARK, value(SeenInputs.KEPT));
    s.store(Width.DOUBLE, trailer, value(8), value(MARK));
    s.call(Syscall.WRITE, value(Image.FD), CacheKey.buffer(data), value(CacheKey.LENGTH)).orGoOn();
    s.call(Syscall.WRITE, value(Image.FD), trailer, value(SeenInputs.TRAILER_BYTES)).orGoOn();
    s.call(Syscall.LSEEK, value(Image.FD), value(0), Files.SEEK_SET).orGoOn();
    s.compute(Freshness.SIZE, Operation.ADD, value(CacheKey.LENGTH));
    s.compute(Freshness.SIZE, Operation.ADD, value(SeenInputs.TRAILER_BYTES));
  }

  private static Address fresh(Data data) {
    return data.buffer("keep_name", NAME_BYTES);
  }

  private static void nameAfterPid(Sequence s, Data data) {
    Append.begin(s, fresh(data), NAME_BYTES);
    Append.call(s, CacheKey.name(data));
    Append.join(s, data.text("."));
    s.call(Syscall.GETPID).into(PID).orGoOn();
    s.move(CURSOR, value(Append.CURSOR));
    s.compute(CURSOR, Operation.SUBTRACT, value(1));
    FormatInt.call(s, value(PID), CURSOR);
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
  }

  private static void create(Sequence s, Data data) {
    Operand flags = Flags.or(Fcntl.O_WRONLY, Fcntl.O_CREAT, Fcntl.O_EXCL, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT, value(CacheFolder.FOLDER), fresh(data), flags, OWNER_ONLY)
        .into(FILE)
        .orGoOn();
  }

  /** Somebody with the same pid was killed here. */
  private static void replace(Sequence s, Data data) {
    remove(s, data);
    create(s, data);
  }

  private static void remove(Sequence s, Data data) {
    s.call(Syscall.UNLINKAT, value(CacheFolder.FOLDER), fresh(data), value(0)).orGoOn();
  }

  private static void fill(Sequence s) {
    s.call(Syscall.SENDFILE, value(FILE), value(Image.FD), value(0), value(Freshness.SIZE))
        .into(BYTES)
        .orGoOn();
  }

  private static void place(Sequence s, Data data) {
    s.call(
            Syscall.RENAMEAT,
            value(CacheFolder.FOLDER),
            fresh(data),
            value(CacheFolder.FOLDER),
            CacheKey.name(data))
        .orGoOn();
  }
}
