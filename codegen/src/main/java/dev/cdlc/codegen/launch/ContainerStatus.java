package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FindText;
import dev.cdlc.codegen.routine.ProcessStat;
import dev.cdlc.codegen.routine.Strlen;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.Locale;

/** What a container is in, seen as Java sees it: by its init, its freezers and its fifo. */
final class ContainerStatus {
  /** The number of a {@link Status}. */
  static final Cell STATUS = new Cell("status");

  private static final String NAME = "container_status";

  /** A byte more, for a NUL. */
  private static final int MOST_BYTES = 4096;

  private static final Cell PATH = new Cell("status_path");
  private static final Cell FILE = new Cell("status_file");
  private static final Cell BYTES = new Cell("status_bytes");
  private static final Cell LENGTH = new Cell("status_length");
  private static final Cell START = new Cell("status_start");

  /** As the specification has them, and runc: see OCI runtime.md, "State". */
  enum Status {
    CREATED(1),
    RUNNING(2),
    PAUSED(3),
    STOPPED(4);

    private final int number;

    Status(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ContainerStatus() {}

  static void find(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.move(STATUS, value(Status.STOPPED.number()));
    comeBackUnlessAlive(s, data);
    s.move(STATUS, value(Status.PAUSED.number()));
    StateFolder.loadText(s, data, PATH, LaunchRecord.FREEZERS);
    s.loop(freezer -> look(freezer, data));
    s.move(STATUS, value(Status.CREATED.number()));
    StateFolder.lookFor(s, data, StartVerb.FIFO, BYTES);
    s.when(
        failed(BYTES),
        gone -> {
          requireMissing(gone, BYTES);
          gone.move(STATUS, value(Status.RUNNING.number()));
        });
    return new Routine(NAME, s.instructions());
  }

  /** A process that only has the pid of the init began at another time. */
  private static void comeBackUnlessAlive(Sequence s, Data data) {
    StateFolder.loadText(s, data, PATH, LaunchRecord.STAT);
    open(s);
    s.when(failed(FILE), Sequence::comeBack);
    read(s, data);
    s.when(failedWith(BYTES, Errno.ESRCH), Sequence::comeBack);
    s.when(failed(BYTES), OciScript::become);
    ProcessStat.parse(s, content(data), BYTES);
    for (int ended : new int[] {'Z', 'X', 'x'}) {
      s.when(is(ProcessStat.STATE, ended), Sequence::comeBack);
    }
    StateFolder.loadNumber(s, data, START, LaunchRecord.START_TIME);
    s.when(isNot(ProcessStat.START, value(START)), Sequence::comeBack);
  }

  private static Address content(Data data) {
    return data.buffer("status_content", MOST_BYTES);
  }

  /** What is not there is not looked at; anything else that keeps it closed is for Java. */
  private static void open(Sequence s) {
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            value(PATH),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FILE)
        .orGoOn();
    s.when(failed(FILE), closed -> requireMissing(closed, FILE));
  }

  private static void requireMissing(Sequence s, Cell result) {
    s.when(failedOtherwise(result, Errno.ENOENT), OciScript::become);
  }

  private static void read(Sequence s, Data data) {
    s.call(Syscall.READ, value(FILE), content(data), value(MOST_BYTES - 1)).into(BYTES).orGoOn();
    s.call(Syscall.CLOSE, value(FILE)).orGoOn();
  }

  private static void look(Sequence s, Data data) {
    s.load(BYTES, Width.BYTE, value(PATH), value(0));
    s.when(is(BYTES, 0), Sequence::leave);
    open(s);
    pass(s);
    s.when(
        succeeded(FILE),
        opened -> {
          read(opened, data);
          opened.when(failed(BYTES), OciScript::become);
          opened.store(Width.BYTE, content(data), value(BYTES), value(0));
          FindText.call(opened, content(data), value(PATH));
          opened.when(isNot(FindText.FOUND, 0), Sequence::comeBack);
        });
    pass(s);
  }

  /** To the string behind it: from the path to the text, and on to the next path. */
  private static void pass(Sequence s) {
    Strlen.call(s, value(PATH), LENGTH);
    s.compute(PATH, Operation.ADD, value(LENGTH));
    s.compute(PATH, Operation.ADD, value(1));
  }
}
