package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
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
 * Makes a folder beneath the root, with those above it. Each component is resolved beneath the root
 * and made in the folder found there, so that no symbolic link leads out.
 */
public final class MakeFolder {
  /** The folder above the last component that was looked at, by its fd. */
  static final Cell PARENT = new Cell("make_folder_parent");

  private static final String NAME = "make_folder";
  private static final int PATH_MAX = 4096;
  private static final Operand MODE = new Operand.Constant(0755, "0755");
  private static final Cell PATH = new Cell("make_folder_path");
  private static final Cell WHOLE = new Cell("make_folder_whole");
  private static final Cell INDEX = new Cell("make_folder_index");
  private static final Cell START = new Cell("make_folder_start");
  private static final Cell BYTE = new Cell("make_folder_byte");
  private static final Cell FD = new Cell("make_folder_fd");

  private MakeFolder() {}

  /** Fails at the site noted last. */
  public static void call(Sequence s, Operand path) {
    call(s, path, 1);
  }

  /** All but the last component; it need not exist. */
  static void callAbove(Sequence s, Operand path) {
    call(s, path, 0);
  }

  private static void call(Sequence s, Operand path, int whole) {
    s.move(PATH, path);
    s.move(WHOLE, value(whole));
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address prefix = data.buffer("make_folder_prefix", PATH_MAX);
    Sequence s = Sequence.ofRoutine();
    s.move(PARENT, value(Variables.ROOT));
    s.move(INDEX, value(0));
    s.loop(component -> component(component, prefix, data));
    return new Routine(NAME, s.instructions());
  }

  private static void component(Sequence s, Address prefix, Data data) {
    s.loop(slash -> copyWhile(slash, prefix, true));
    s.when(is(BYTE, 0), Sequence::comeBack);
    s.move(START, prefix);
    s.compute(START, Operation.ADD, value(INDEX));
    s.loop(name -> copyWhile(name, prefix, false));
    s.store(Width.BYTE, prefix, value(INDEX), value(0));
    s.when(is(BYTE, 0), last -> last.when(is(WHOLE, 0), Sequence::comeBack));
    resolve(s, prefix, data);
    s.when(failedWith(FD, Errno.ENOENT), missing -> make(missing, prefix, data));
    s.when(failed(FD), other -> other.fail(FD));
    closeParent(s);
    s.move(PARENT, value(FD));
  }

  private static void closeParent(Sequence s) {
    s.when(
        isNot(PARENT, value(Variables.ROOT)),
        made -> made.call(Syscall.CLOSE, value(PARENT)).orGoOn());
  }

  /** Copies one byte of the path, or leaves the loop at one that is not wanted. */
  private static void copyWhile(Sequence s, Address prefix, boolean slash) {
    s.load(BYTE, Width.BYTE, value(PATH), value(INDEX));
    if (slash) {
      s.when(isNot(BYTE, '/'), Sequence::leave);
    } else {
      s.when(is(BYTE, '/'), Sequence::leave);
      s.when(is(BYTE, 0), Sequence::leave);
    }
    s.when(is(INDEX, PATH_MAX - 1), MakeFolder::failTooLong);
    s.store(Width.BYTE, prefix, value(INDEX), value(BYTE));
    s.compute(INDEX, Operation.ADD, value(1));
  }

  private static void failTooLong(Sequence s) {
    s.move(FD, new Operand.Constant(-Errno.ENAMETOOLONG.number(), "-ENAMETOOLONG"));
    s.fail(FD);
  }

  private static void make(Sequence s, Address prefix, Data data) {
    s.call(Syscall.MKDIRAT, value(PARENT), value(START), MODE).ignoring(Errno.EEXIST).orFail();
    resolve(s, prefix, data);
  }

  private static void resolve(Sequence s, Address prefix, Data data) {
    s.call(Syscall.OPENAT2, value(Variables.ROOT), prefix, OpenHow.path(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(FD)
        .orGoOn();
  }
}
