package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.sequence.Sequence;

/** How the init tells the supervisor that all is mounted: a pipe that only the init writes to. */
final class Announcement {
  private static final BytePipe MOUNTED = new BytePipe("mounted");

  private Announcement() {}

  /** Before the init is cloned. */
  static void prepare(Lowering l) {
    MOUNTED.open(l);
  }

  /** In the supervisor, after the clone: the end of the init must be the end of the file. */
  static void leaveToInit(Sequence s) {
    s.call(Syscall.CLOSE, value(MOUNTED.writeEnd())).orGoOn();
  }

  static void announce(Lowering l) {
    MOUNTED.send(l, l.site(Fault.HOST_RESOURCES, "cannot tell the supervisor that all is mounted"));
  }

  static void await(Lowering l) {
    MOUNTED.await(l, Conclude::call);
    l.call(Syscall.CLOSE, value(MOUNTED.readEnd())).orGoOn();
  }
}
