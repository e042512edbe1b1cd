package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
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
 * Finds the supervisor's own cgroup in a hierarchy: a line {@code ID:CONTROLLER,...:PATH} of {@code
 * /proc/self/cgroup}; see cgroups(7).
 */
final class FindOwnCgroup {
  /** The address of the path, which begins with a slash; or a negative errno. */
  static final Cell PATH = new Cell("own_cgroup_path");

  private static final String NAME = "find_own_cgroup";

  /** More lines than there are controllers, and longer ones than most. */
  static final int BYTES = 16384;

  private static final Cell CONTROLLER = new Cell("own_cgroup_controller");
  private static final Cell FD = new Cell("own_cgroup_fd");
  private static final Cell LENGTH = new Cell("own_cgroup_length");
  private static final Cell CURSOR = new Cell("own_cgroup_cursor");
  private static final Cell INDEX = new Cell("own_cgroup_index");
  private static final Cell WANTED = new Cell("own_cgroup_wanted");
  private static final Cell BYTE = new Cell("own_cgroup_byte");
  private static final Cell FOUND = new Cell("own_cgroup_found");

  private FindOwnCgroup() {}

  /** {@code controller} is a name of cgroup v1, or empty for the hierarchy of v2. */
  static void call(Sequence s, Operand controller) {
    s.move(CONTROLLER, controller);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address lines = data.buffer("own_cgroup_lines", BYTES);
    Sequence s = Sequence.ofRoutine();
    read(s, data, lines);
    s.move(FOUND, value(0));
    s.move(CURSOR, lines);
    s.loop(FindOwnCgroup::takeLine);
    s.move(PATH, value(CURSOR));
    s.loop(end -> skipTo(end, '\n'));
    s.store(Width.BYTE, value(CURSOR), value(0), value(0));
    return new Routine(NAME, s.instructions());
  }

  private static void read(Sequence s, Data data, Address lines) {
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            data.text("/proc/self/cgroup"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FD)
        .orGoOn();
    s.move(PATH, value(FD));
    s.when(failed(FD), Sequence::comeBack);
    s.call(Syscall.READ, value(FD), lines, value(BYTES - 1)).into(LENGTH).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.move(PATH, value(LENGTH));
    s.when(failed(LENGTH), Sequence::comeBack);
    s.store(Width.BYTE, lines, value(LENGTH), value(0));
  }

  private static void takeLine(Sequence s) {
    s.load(BYTE, Width.BYTE, value(CURSOR), value(0));
    s.when(is(BYTE, 0), FindOwnCgroup::endWithout);
    s.loop(id -> skipTo(id, ':'));
    s.compute(CURSOR, Operation.ADD, value(1));
    s.loop(FindOwnCgroup::takeController);
    s.loop(rest -> skipTo(rest, ':'));
    s.compute(CURSOR, Operation.ADD, value(1));
    s.when(isNot(FOUND, 0), Sequence::leave);
    s.loop(path -> skipTo(path, '\n'));
    s.compute(CURSOR, Operation.ADD, value(1));
  }

  private static void endWithout(Sequence s) {
    s.move(PATH, new Operand.Constant(-Errno.ENOENT.number(), "-ENOENT"));
    s.comeBack();
  }

  /** One of the names between two commas; leaves the loop at the last, and at the one sought. */
  private static void takeController(Sequence s) {
    s.move(INDEX, value(0));
    s.loop(FindOwnCgroup::compare);
    s.when(isNot(FOUND, 0), Sequence::leave);
    s.loop(
        name -> {
          name.load(BYTE, Width.BYTE, value(CURSOR), value(0));
          name.when(is(BYTE, ','), Sequence::leave);
          name.when(is(BYTE, ':'), Sequence::leave);
          name.when(is(BYTE, 0), Sequence::leave);
          name.compute(CURSOR, Operation.ADD, value(1));
        });
    s.when(isNot(BYTE, ','), Sequence::leave);
    s.compute(CURSOR, Operation.ADD, value(1));
  }

  private static void compare(Sequence s) {
    s.load(WANTED, Width.BYTE, value(CONTROLLER), value(INDEX));
    s.load(BYTE, Width.BYTE, value(CURSOR), value(INDEX));
    s.when(
        is(WANTED, 0),
        whole -> {
          whole.when(is(BYTE, ','), yes -> yes.move(FOUND, value(1)));
          whole.when(is(BYTE, ':'), yes -> yes.move(FOUND, value(1)));
          whole.leave();
        });
    s.when(isNot(BYTE, value(WANTED)), Sequence::leave);
    s.compute(INDEX, Operation.ADD, value(1));
  }

  /** Moves on by one byte, or leaves the loop at the one sought, or at the end of all. */
  private static void skipTo(Sequence s, char sought) {
    s.load(BYTE, Width.BYTE, value(CURSOR), value(0));
    s.when(is(BYTE, sought), Sequence::leave);
    s.when(is(BYTE, 0), Sequence::leave);
    s.compute(CURSOR, Operation.ADD, value(1));
  }
}
