package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.launch.ContainerStatus.Status;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** {@code start}: lets the init that waits at the fifo go on. Hooks are Java's to run. */
final class StartVerb {
  /** It is there until the container is started. */
  static final String FIFO = "start";

  private static final Cell HOOKED = new Cell("start_hooked");
  private static final Cell FILE = new Cell("start_file");
  private static final Cell RESULT = new Cell("start_result");

  private StartVerb() {}

  static void run(Sequence s, Data data) {
    OciWords.requireEnd(s);
    StateFolder.loadNumber(s, data, HOOKED, LaunchRecord.HOOKED);
    s.when(isNot(HOOKED, 0), OciScript::become);
    StateFolder.lock(s);
    ContainerStatus.find(s);
    s.when(isNot(ContainerStatus.STATUS, Status.CREATED.number()), OciScript::become);
    StateFolder.openFile(s, data, FIFO, FILE, Fcntl.O_RDWR, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC);
    s.call(Syscall.WRITE, value(FILE), data.buffer("start_byte", 8), value(1))
        .into(RESULT)
        .orGoOn();
    s.when(isNot(RESULT, 1), OciScript::become);
    s.call(Syscall.UNLINKAT, value(StateFolder.FD), data.text(FIFO), value(0))
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), OciScript::become);
  }
}
