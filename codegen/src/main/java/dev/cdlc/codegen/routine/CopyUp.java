package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/**
 * Copies what is in a folder to an empty one that nobody else can reach: names, content, modes and
 * owners, symbolic links as such. A folder is read by its fd, and what is in it by its name there,
 * so that nothing leads out however the folder is changed meanwhile.
 */
public final class CopyUp {
  /** How deep folders may lie in each other: each level keeps two fds. */
  static final int DEEPEST = 64;

  private static final String NAME = "copy_up";
  private static final int CHUNK = 4096;
  private static final int PATH_MAX = 4096;

  /** As many bytes as one sendfile(2) copies at most. */
  private static final Operand MOST_BYTES = value(0x7fff_f000L);

  /** Fields of {@code struct linux_dirent64}; see getdents(2). */
  private static final int D_OFF = 8;

  private static final int D_RECLEN = 16;
  private static final int D_NAME = 19;

  /** What a level keeps while those below it are copied: its fds, and where it is to go on. */
  private static final int LEVEL_BYTES = 24;

  private static final Operand LEVEL_TO = value(8);
  private static final Operand LEVEL_NEXT = value(16);

  private static final Operand FOLDER = Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC);
  private static final Operand NEW_FILE =
      Flags.or(Fcntl.O_WRONLY, Fcntl.O_CREAT, Fcntl.O_EXCL, Fcntl.O_CLOEXEC);
  private static final Operand OWNERS_FILE = new Operand.Constant(0600, "0600");
  private static final Operand OWNERS_FOLDER = new Operand.Constant(0700, "0700");

  private static final Cell FROM = new Cell("copy_up_from");
  private static final Cell TO = new Cell("copy_up_to");
  private static final Cell KEEPS_MODE = new Cell("copy_up_keeps_mode");
  private static final Cell DEPTH = new Cell("copy_up_depth");
  private static final Cell LEVEL = new Cell("copy_up_level");
  private static final Cell LENGTH = new Cell("copy_up_length");
  private static final Cell INDEX = new Cell("copy_up_index");
  private static final Cell RECORD = new Cell("copy_up_record");
  private static final Cell NEXT = new Cell("copy_up_next");
  private static final Cell ENTRY = new Cell("copy_up_entry");
  private static final Cell BYTE = new Cell("copy_up_byte");
  private static final Cell MODE = new Cell("copy_up_mode");
  private static final Cell TYPE = new Cell("copy_up_type");
  private static final Cell UID = new Cell("copy_up_uid");
  private static final Cell GID = new Cell("copy_up_gid");
  private static final Cell MAJOR = new Cell("copy_up_major");
  private static final Cell DEVICE = new Cell("copy_up_device");
  private static final Cell SOURCE = new Cell("copy_up_source");
  private static final Cell COPY = new Cell("copy_up_copy");
  private static final Cell RESULT = new Cell("copy_up_result");

  private CopyUp() {}

  /**
   * Fails at the site noted last.
   *
   * @param from the folder, by its fd
   * @param to the empty folder, by its fd
   * @param keepsMode whether the mode of the folder itself is copied, too
   */
  public static void call(Sequence s, Cell from, Cell to, boolean keepsMode) {
    s.move(FROM, value(from));
    s.move(TO, value(to));
    s.move(KEEPS_MODE, value(keepsMode ? 1 : 0));
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address chunk = data.buffer("copy_up_chunk", CHUNK);
    Sequence s = Sequence.ofRoutine();
    openItself(s, data, FROM);
    openItself(s, data, TO);
    s.when(isNot(KEEPS_MODE, 0), keeps -> copyMode(keeps, data));
    s.move(DEPTH, value(0));
    s.loop(
        read -> {
          read.call(Syscall.GETDENTS64, value(FROM), chunk, value(CHUNK)).into(LENGTH).orFail();
          read.when(is(LENGTH, 0), end -> goUp(end, data));
          read.move(INDEX, value(0));
          read.loop(entry -> takeEntry(entry, chunk.datum(), data));
        });
    return new Routine(NAME, s.instructions());
  }

  /** What is given may be good for paths only. */
  private static void openItself(Sequence s, Data data, Cell folder) {
    s.call(Syscall.OPENAT, value(folder), data.text("."), FOLDER, value(0)).into(folder).orFail();
  }

  private static void copyMode(Sequence s, Data data) {
    look(s, data, FROM, data.text(""), Fcntl.AT_EMPTY_PATH);
    setMode(s, TO);
  }

  /** Ends the routine, or goes on in the folder above, which forgot what it had read. */
  private static void goUp(Sequence s, Data data) {
    close(s, FROM);
    close(s, TO);
    s.when(is(DEPTH, 0), Sequence::comeBack);
    s.compute(DEPTH, Operation.SUBTRACT, value(1));
    findLevel(s, data);
    s.load(FROM, Width.DOUBLE, value(LEVEL), value(0));
    s.load(TO, Width.DOUBLE, value(LEVEL), LEVEL_TO);
    s.load(NEXT, Width.DOUBLE, value(LEVEL), LEVEL_NEXT);
    s.call(Syscall.LSEEK, value(FROM), value(NEXT), Files.SEEK_SET).orFail();
    s.again();
  }

  private static void findLevel(Sequence s, Data data) {
    s.move(LEVEL, value(DEPTH));
    s.compute(LEVEL, Operation.MULTIPLY, value(LEVEL_BYTES));
    s.compute(LEVEL, Operation.ADD, data.buffer("copy_up_levels", DEEPEST * LEVEL_BYTES));
  }

  private static void takeEntry(Sequence s, String chunk, Data data) {
    s.when(is(INDEX, value(LENGTH)), Sequence::leave);
    s.load(NEXT, Width.DOUBLE, new Address(chunk, D_OFF), value(INDEX));
    s.load(RECORD, Width.HALF, new Address(chunk, D_RECLEN), value(INDEX));
    s.move(ENTRY, new Address(chunk, D_NAME));
    s.compute(ENTRY, Operation.ADD, value(INDEX));
    s.compute(INDEX, Operation.ADD, value(RECORD));
    passOverItself(s);
    look(s, data, FROM, value(ENTRY), Fcntl.AT_SYMLINK_NOFOLLOW);
    s.when(is(TYPE, Stat.S_IFDIR), folder -> goDown(folder, data));
    s.choose(
        is(TYPE, Stat.S_IFREG),
        file -> copyFile(file, data),
        other ->
            other.choose(
                is(TYPE, Stat.S_IFLNK),
                link -> copyLink(link, data),
                node -> copyNode(node, data)));
  }

  /** The entries {@code .} and {@code ..}. */
  private static void passOverItself(Sequence s) {
    s.load(BYTE, Width.BYTE, value(ENTRY), value(0));
    s.when(
        is(BYTE, '.'),
        hidden -> {
          hidden.load(BYTE, Width.BYTE, value(ENTRY), value(1));
          hidden.when(is(BYTE, 0), Sequence::again);
          hidden.load(RECORD, Width.BYTE, value(ENTRY), value(2));
          hidden.when(is(BYTE, '.'), two -> two.when(is(RECORD, 0), Sequence::again));
        });
  }

  private static void look(
      Sequence s, Data data, Cell folder, Operand name, Operand.Constant flags) {
    Address statx = statx(data);
    s.call(
            Syscall.STATX,
            value(folder),
            name,
            flags,
            Flags.or(Stat.STATX_TYPE, Stat.STATX_MODE, Stat.STATX_UID, Stat.STATX_GID),
            statx)
        .orFail();
    s.load(MODE, Width.HALF, statx, Stat.STX_MODE);
    s.load(UID, Width.WORD, statx, Stat.STX_UID);
    s.load(GID, Width.WORD, statx, Stat.STX_GID);
    s.move(TYPE, value(MODE));
    s.compute(TYPE, Operation.AND, Stat.S_IFMT);
  }

  private static Address statx(Data data) {
    return data.buffer("statx", Stat.STATX_BYTES);
  }

  private static void goDown(Sequence s, Data data) {
    s.when(is(DEPTH, DEEPEST), deep -> fail(deep, Errno.ENAMETOOLONG));
    findLevel(s, data);
    s.store(Width.DOUBLE, value(LEVEL), value(0), value(FROM));
    s.store(Width.DOUBLE, value(LEVEL), LEVEL_TO, value(TO));
    s.store(Width.DOUBLE, value(LEVEL), LEVEL_NEXT, value(NEXT));
    s.call(Syscall.MKDIRAT, value(TO), value(ENTRY), OWNERS_FOLDER).orFail();
    s.call(Syscall.OPENAT, value(TO), value(ENTRY), FOLDER, value(0)).into(TO).orFail();
    openSource(s, data, Stat.S_IFDIR);
    s.move(FROM, value(SOURCE));
    give(s, TO);
    s.compute(DEPTH, Operation.ADD, value(1));
    s.leave();
  }

  /** It may have been exchanged since it was looked at. */
  private static void openSource(Sequence s, Data data, Operand.Constant type) {
    s.call(Syscall.OPENAT2, value(FROM), value(ENTRY), OpenHow.readEntry(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(SOURCE)
        .orFail();
    look(s, data, SOURCE, data.text(""), Fcntl.AT_EMPTY_PATH);
    s.when(isNot(TYPE, type), exchanged -> fail(exchanged, Errno.ESTALE));
  }

  private static void copyFile(Sequence s, Data data) {
    openSource(s, data, Stat.S_IFREG);
    s.call(Syscall.OPENAT, value(TO), value(ENTRY), NEW_FILE, OWNERS_FILE).into(COPY).orFail();
    s.loop(
        piece -> {
          piece
              .call(Syscall.SENDFILE, value(COPY), value(SOURCE), value(0), MOST_BYTES)
              .retrying(Errno.EINTR)
              .into(RESULT)
              .orFail();
          piece.when(is(RESULT, 0), Sequence::leave);
        });
    give(s, COPY);
    close(s, COPY);
    close(s, SOURCE);
  }

  /** The mode at last, since a new owner takes set-user-ID away. */
  private static void give(Sequence s, Cell fd) {
    s.call(Syscall.FCHOWN, value(fd), value(UID), value(GID)).orFail();
    setMode(s, fd);
  }

  private static void setMode(Sequence s, Cell fd) {
    s.compute(MODE, Operation.AND, Stat.PERMISSIONS);
    s.call(Syscall.FCHMOD, value(fd), value(MODE)).orFail();
  }

  private static void copyLink(Sequence s, Data data) {
    Address target = data.buffer("copy_up_link", PATH_MAX);
    s.call(Syscall.READLINKAT, value(FROM), value(ENTRY), target, value(PATH_MAX))
        .into(RESULT)
        .orFail();
    s.when(is(RESULT, PATH_MAX), cut -> fail(cut, Errno.ENAMETOOLONG));
    s.store(Width.BYTE, target, value(RESULT), value(0));
    s.call(Syscall.SYMLINKAT, target, value(TO), value(ENTRY)).orFail();
    giveByName(s);
  }

  /** A device, a named pipe or a socket, to which nobody listens then. */
  private static void copyNode(Sequence s, Data data) {
    encodeDevice(s, data);
    s.call(Syscall.MKNODAT, value(TO), value(ENTRY), value(MODE), value(DEVICE)).orFail();
    giveByName(s);
  }

  private static void giveByName(Sequence s) {
    s.call(
            Syscall.FCHOWNAT,
            value(TO),
            value(ENTRY),
            value(UID),
            value(GID),
            Fcntl.AT_SYMLINK_NOFOLLOW)
        .orFail();
  }

  /** The encoding of linux/kdev_t.h, new_encode_dev. */
  private static void encodeDevice(Sequence s, Data data) {
    s.load(DEVICE, Width.WORD, statx(data), Stat.STX_RDEV_MINOR);
    s.load(MAJOR, Width.WORD, statx(data), Stat.STX_RDEV_MAJOR);
    s.move(RESULT, value(DEVICE));
    s.compute(RESULT, Operation.AND, value(0xff));
    s.compute(DEVICE, Operation.SUBTRACT, value(RESULT));
    s.compute(DEVICE, Operation.SHIFT_LEFT, value(12));
    s.compute(DEVICE, Operation.OR, value(RESULT));
    s.compute(MAJOR, Operation.SHIFT_LEFT, value(8));
    s.compute(DEVICE, Operation.OR, value(MAJOR));
  }

  private static void close(Sequence s, Cell fd) {
    s.call(Syscall.CLOSE, value(fd)).orGoOn();
  }

  private static void fail(Sequence s, Errno errno) {
    s.move(RESULT, new Operand.Constant(-errno.number(), "-" + errno.name()));
    s.fail(RESULT);
  }
}
