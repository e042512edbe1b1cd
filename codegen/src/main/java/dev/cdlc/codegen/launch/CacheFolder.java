package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
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

/**
 * Opens the cache folder, component by component, and makes what is missing. None may be another
 * user's, and none may be changed by others; but in a sticky folder of root's, as /tmp is, they
 * cannot exchange what is the caller's.
 */
final class CacheFolder {
  /** By its fd; a negative errno where there is none that can be used. */
  static final Cell FOLDER = new Cell("folder");

  private static final String NAME = "cache_folder";
  private static final int MOST_BYTES = 8192;
  private static final Constant OWNER_ONLY = new Constant(0700, "0700");
  private static final Cell CURSOR = new Cell("folder_cursor");
  private static final Cell START = new Cell("folder_start");
  private static final Cell BYTE = new Cell("folder_byte");
  private static final Cell NEXT = new Cell("folder_next");
  private static final Cell OWNER = new Cell("folder_owner");
  private static final Cell MODE = new Cell("folder_mode");

  private CacheFolder() {}

  /** Its path, with a NUL; up to where it cannot be used. */
  static Address path(Data data) {
    return data.buffer("cache_folder_path", MOST_BYTES);
  }

  static void open(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    choose(s, data);
    s.when(isNot(Append.FULL, 0), tooLong -> giveUp(tooLong, Errno.ENAMETOOLONG));
    Operand flags = Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT, Fcntl.AT_FDCWD, data.text("/"), flags, value(0)).into(FOLDER).orGoOn();
    s.when(failed(FOLDER), Sequence::comeBack);
    s.move(CURSOR, path(data));
    s.move(BYTE, value('/'));
    s.loop(component -> component(component, data));
    return new Routine(NAME, s.instructions());
  }

  /** Root's is the same whatever its environment says. */
  private static void choose(Sequence s, Data data) {
    Append.begin(s, path(data), MOST_BYTES);
    s.choose(
        is(CacheKey.EUID, 0),
        root -> Append.call(root, data.text("/var/cache/cdlc")),
        user -> ofUser(user, data));
  }

  private static void ofUser(Sequence s, Data data) {
    find(s, data, "XDG_CACHE_HOME=");
    s.choose(
        is(BYTE, '/'),
        given -> append(given, data, "/cdlc"),
        unsaid -> {
          find(unsaid, data, "HOME=");
          unsaid.when(isNot(BYTE, '/'), homeless -> giveUp(homeless, Errno.ENOENT));
          append(unsaid, data, "/.cache/cdlc");
        });
  }

  /** Leaves the first byte of the value: only an absolute path counts. */
  private static void find(Sequence s, Data data, String prefix) {
    FindVariable.call(s, data.text(prefix));
    s.move(BYTE, value(0));
    s.when(
        isNot(FindVariable.FOUND, 0),
        found ->
            found.load(
                BYTE, Width.BYTE, value(FindVariable.FOUND), value(FindVariable.VALUE_OFFSET)));
  }

  private static void append(Sequence s, Data data, String below) {
    s.move(START, value(FindVariable.FOUND));
    s.compute(START, Operation.ADD, value(FindVariable.VALUE_OFFSET));
    Append.call(s, value(START));
    Append.join(s, data.text(below));
  }

  private static void giveUp(Sequence s, Errno errno) {
    s.move(FOLDER, new Constant(-errno.number(), "-" + errno.name()));
    s.comeBack();
  }

  /** Ends the path behind the component, for as long as it is looked at. */
  private static void component(Sequence s, Data data) {
    s.loop(slash -> passWhile(slash, true));
    check(s, data);
    s.when(is(BYTE, 0), Sequence::comeBack);
    s.move(START, value(CURSOR));
    s.loop(name -> passWhile(name, false));
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    openNext(s, data);
    s.store(Width.BYTE, value(CURSOR), value(0), value(BYTE));
  }

  private static void passWhile(Sequence s, boolean slash) {
    s.load(BYTE, Width.BYTE, value(CURSOR), value(0));
    if (slash) {
      s.when(isNot(BYTE, '/'), Sequence::leave);
    } else {
      s.when(is(BYTE, '/'), Sequence::leave);
      s.when(is(BYTE, 0), Sequence::leave);
    }
    s.compute(CURSOR, Operation.ADD, value(1));
  }

  private static void openNext(Sequence s, Data data) {
    callOpen(s, data);
    s.when(
        failedWith(NEXT, Errno.ENOENT),
        missing -> {
          missing.call(Syscall.MKDIRAT, value(FOLDER), value(START), OWNER_ONLY).orGoOn();
          callOpen(missing, data);
        });
    s.call(Syscall.CLOSE, value(FOLDER)).orGoOn();
    s.move(FOLDER, value(NEXT));
    s.when(
        failedWith(NEXT, Errno.ELOOP),
        link -> refuse(link, data, "is a symbolic link; set XDG_CACHE_HOME to a path without"));
    s.when(failed(NEXT), Sequence::comeBack);
  }

  private static void callOpen(Sequence s, Data data) {
    Address how = NoLinks.how(data, Fcntl.O_PATH, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT2, value(FOLDER), value(START), how, NoLinks.BYTES).into(NEXT).orGoOn();
  }

  /**
   * At this point the path ends with the folder, and {@link #BYTE} tells whether it is the last.
   */
  private static void check(Sequence s, Data data) {
    Address stat = data.buffer("folder_stat", Stat.STATX_BYTES);
    Operand mask = Stat.STATX_BASIC_STATS;
    s.call(Syscall.STATX, value(FOLDER), data.text(""), Fcntl.AT_EMPTY_PATH, mask, stat).orGoOn();
    s.load(OWNER, Width.WORD, stat, Stat.STX_UID);
    s.load(MODE, Width.HALF, stat, Stat.STX_MODE);
    s.move(NEXT, value(MODE));
    s.compute(NEXT, Operation.AND, Stat.S_IFMT);
    s.when(isNot(NEXT, Stat.S_IFDIR), file -> refuse(file, data, "is no folder; remove it"));
    s.when(isNot(OWNER, 0), user -> requireOwn(user, data));
    s.move(NEXT, value(MODE));
    s.compute(NEXT, Operation.AND, Stat.WRITABLE_BY_OTHERS);
    s.when(isNot(NEXT, 0), shared -> requireSticky(shared, data));
  }

  private static void requireOwn(Sequence s, Data data) {
    s.when(
        isNot(OWNER, value(CacheKey.EUID)),
        other ->
            refuse(
                other,
                data,
                "belongs to another user; set XDG_CACHE_HOME to a folder of" + " yours"));
  }

  private static void requireSticky(Sequence s, Data data) {
    String advice = "can be written to by other users; chmod go-w it";
    s.when(is(BYTE, 0), last -> refuse(last, data, advice));
    s.compute(MODE, Operation.AND, Stat.S_ISVTX);
    s.when(is(MODE, 0), plain -> refuse(plain, data, advice));
  }

  private static void refuse(Sequence s, Data data, String why) {
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    Note.write(
        s,
        data,
        data.text("cdlc: note: nothing is kept for the next start: "),
        path(data),
        data.text(" " + why + "\n"));
    giveUp(s, Errno.EPERM);
  }
}
