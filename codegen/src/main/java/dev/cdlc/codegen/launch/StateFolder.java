package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * The folder of a container and the {@link LaunchRecord} in it. Both that folder and the one above
 * must be the caller's, and nobody else may write to them: then what is in there is the caller's.
 */
final class StateFolder {
  /** The name of the file that has the record. */
  static final String RECORD = "launch";

  /** Of the files that go last. */
  static final String STATE = "state";

  static final String LOCK_FILE = "lock";

  /** Opened only to be looked up in. */
  static final Cell FD = new Cell("state_folder");

  /** The folder that it is in. */
  static final Cell ROOT = new Cell("state_root");

  private static final String OPEN = "state_open";
  private static final String LOCK = "state_lock";

  private static final Cell CHECKED = new Cell("state_checked");
  private static final Cell FILE = new Cell("state_file");
  private static final Cell BYTES = new Cell("state_bytes");
  private static final Cell RESULT = new Cell("state_result");
  private static final Cell MARK = new Cell("state_mark");

  private StateFolder() {}

  /** Opens it, and reads the record. */
  static void open(Sequence s) {
    s.run(OPEN);
  }

  /**
   * Waits for who has it: the lock of the whole file that Java takes, which ends with a process.
   */
  static void lock(Sequence s) {
    s.run(LOCK);
  }

  static void loadNumber(Sequence s, Data data, Cell into, long field) {
    s.load(into, Width.DOUBLE, record(data), value(field));
  }

  /** The address of the string, or of the first of several, that a field says the place of. */
  static void loadText(Sequence s, Data data, Cell into, long field) {
    loadNumber(s, data, into, field);
    s.compute(into, Operation.ADD, record(data));
  }

  private static Address record(Data data) {
    return data.buffer("launch_record", LaunchRecord.MOST_BYTES);
  }

  /** Opens a file in it, which is no link. */
  static void openFile(Sequence s, Data data, String name, Cell into, Constant... flags) {
    Address how = NoLinks.how(data, flags);
    s.call(Syscall.OPENAT2, value(FD), data.text(name), how, NoLinks.BYTES).into(into).orGoOn();
    s.when(failed(into), OciScript::become);
  }

  /** Leaves 0 if it has a file of that name, a negative errno else. */
  static void lookFor(Sequence s, Data data, String name, Cell into) {
    s.call(
            Syscall.STATX,
            value(FD),
            data.text(name),
            Fcntl.AT_SYMLINK_NOFOLLOW,
            Stat.STATX_TYPE,
            stat(data))
        .into(into)
        .orGoOn();
  }

  static List<Routine> routines(Data data) {
    return List.of(opening(data), locking(data));
  }

  private static Routine opening(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.call(Syscall.GETEUID).into(CacheKey.EUID).orGoOn();
    Operand flags = Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT, Fcntl.AT_FDCWD, value(OciWords.ROOT), flags, value(0))
        .into(ROOT)
        .orGoOn();
    s.when(failed(ROOT), OciScript::become);
    requireOwn(s, data, ROOT);
    Address how = NoLinks.how(data, Fcntl.O_PATH, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT2, value(ROOT), value(OciWords.ID), how, NoLinks.BYTES).into(FD).orGoOn();
    s.when(failed(FD), OciScript::become);
    requireOwn(s, data, FD);
    read(s, data);
    return new Routine(OPEN, s.instructions());
  }

  private static Address stat(Data data) {
    return data.buffer("state_stat", Stat.STATX_BYTES);
  }

  private static void requireOwn(Sequence s, Data data, Cell folder) {
    Address stat = stat(data);
    Operand mask = Flags.or(Stat.STATX_TYPE, Stat.STATX_MODE, Stat.STATX_UID);
    s.call(Syscall.STATX, value(folder), data.text(""), Fcntl.AT_EMPTY_PATH, mask, stat)
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), OciScript::become);
    s.load(CHECKED, Width.WORD, stat, Stat.STX_UID);
    s.when(isNot(CHECKED, value(CacheKey.EUID)), OciScript::become);
    s.load(CHECKED, Width.HALF, stat, Stat.STX_MODE);
    s.compute(CHECKED, Operation.AND, Flags.or(Stat.S_IFMT, Stat.WRITABLE_BY_OTHERS));
    s.when(isNot(CHECKED, Stat.S_IFDIR), OciScript::become);
  }

  /** One that is replaced meanwhile is another file: what is read is whole. */
  private static void read(Sequence s, Data data) {
    openFile(s, data, RECORD, FILE, Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC);
    s.call(Syscall.READ, value(FILE), record(data), value(LaunchRecord.MOST_BYTES))
        .into(BYTES)
        .orGoOn();
    s.call(Syscall.CLOSE, value(FILE)).orGoOn();
    loadNumber(s, data, RESULT, 0);
    s.move(MARK, value(LaunchRecord.MARK));
    s.when(isNot(RESULT, value(MARK)), OciScript::become);
    loadNumber(s, data, RESULT, LaunchRecord.LENGTH);
    s.when(isNot(RESULT, value(BYTES)), OciScript::become);
  }

  /** Who had it may have deleted the container. */
  private static Routine locking(Data data) {
    Sequence s = Sequence.ofRoutine();
    openFile(s, data, LOCK_FILE, FILE, Fcntl.O_WRONLY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC);
    s.call(Syscall.FCNTL, value(FILE), Fcntl.F_SETLKW, wholeFile(data))
        .retrying(Errno.EINTR)
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), OciScript::become);
    lookFor(s, data, LOCK_FILE, RESULT);
    s.when(failed(RESULT), OciScript::become);
    return new Routine(LOCK, s.instructions());
  }

  /** The {@code struct flock} of a lock for writing, from the start to whatever end. */
  private static Address wholeFile(Data data) {
    return data.constant(
        new Part.Field("l_type", Width.HALF, Fcntl.F_WRLCK),
        new Part.Field("l_whence", Width.HALF, new Constant(0, "SEEK_SET")),
        new Part.Field("", Width.WORD, new Constant(0, "0")),
        new Part.Field("l_start", Width.DOUBLE, new Constant(0, "0")),
        new Part.Field("l_len", Width.DOUBLE, new Constant(0, "0")),
        new Part.Field("l_pid", Width.DOUBLE, new Constant(0, "0")));
  }
}
