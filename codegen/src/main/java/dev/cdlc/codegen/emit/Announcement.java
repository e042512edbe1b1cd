package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;

/** How the init tells the supervisor that all is mounted: a pipe that only the init writes to. */
final class Announcement {
  private static final Cell READ = new Cell("mounted_read");
  private static final Cell WRITE = new Cell("mounted_write");
  private static final Cell RESULT = new Cell("result");

  private Announcement() {}

  /** Before the init is cloned. */
  static void prepare(Lowering l) {
    Address mounted = l.data().buffer("mounted", 8);
    l.call(Syscall.PIPE2, mounted, Fcntl.O_CLOEXEC)
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot make a pipe"));
    l.s().load(READ, Width.WORD, mounted, value(0));
    l.s().load(WRITE, Width.WORD, mounted, value(4));
  }

  /** In the supervisor, after the clone: the end of the init must be the end of the file. */
  static void leaveToInit(Sequence s) {
    s.call(Syscall.CLOSE, value(WRITE)).orGoOn();
  }

  static void announce(Lowering l) {
    l.call(Syscall.WRITE, value(WRITE), l.text(""), value(1))
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot tell the supervisor that all is mounted"));
  }

  static void await(Lowering l) {
    Address buffer = l.data().buffer("mounted_byte", 8);
    l.call(Syscall.READ, value(READ), buffer, value(1)).retrying(Errno.EINTR).into(RESULT).orGoOn();
    l.s().when(isNot(RESULT, 1), Conclude::call);
    l.call(Syscall.CLOSE, value(READ)).orGoOn();
  }
}
