package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * How the init waits for the supervisor, and ends with it: a pipe whose one end only the supervisor
 * has open, so that its death is seen at the other.
 */
final class Handshake {
  static final Cell GO_READ = new Cell("go_read");
  static final Cell GO_WRITE = new Cell("go_write");
  private static final Cell RESULT = new Cell("result");

  private Handshake() {}

  /** Before the init is cloned. */
  static void prepare(Lowering l) {
    Address go = l.data().buffer("go", 8);
    l.call(Syscall.PIPE2, go, Fcntl.O_CLOEXEC)
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot make a pipe"));
    l.s().load(GO_READ, Width.WORD, go, value(0));
    l.s().load(GO_WRITE, Width.WORD, go, value(4));
  }

  /** First of all in the init. */
  static void begin(Sequence init) {
    init.call(Syscall.CLOSE, value(GO_WRITE)).orGoOn();
  }

  static void release(Lowering l) {
    sendByte(l, l.site(Fault.HOST_RESOURCES, "cannot release the init"));
  }

  static void sendByte(Lowering l, int site) {
    l.call(Syscall.WRITE, value(GO_WRITE), l.text(""), value(1)).orFail(site);
  }

  /** End of file: the supervisor is gone, and nobody is left to tell. */
  static void awaitByte(Lowering l) {
    Address buffer = l.data().buffer("go_byte", 8);
    l.call(Syscall.READ, value(GO_READ), buffer, value(1))
        .retrying(Errno.EINTR)
        .into(RESULT)
        .orGoOn();
    l.s().when(isNot(RESULT, 1), Handshake::exit);
  }

  /** The kernel says nothing of a supervisor that died before the call; the pipe does. */
  static void dieWithSupervisor(Lowering l) {
    Sequence s = l.s();
    Address polled =
        l.data().variable("supervisor_poll", PollFd.parts(List.of(0), new Constant(0, "0")));
    s.call(Syscall.PRCTL, Processes.PR_SET_PDEATHSIG, Signals.SIGKILL, value(0), value(0), value(0))
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot tie the container to its supervisor"));
    s.store(Width.WORD, polled, value(PollFd.fd(0)), value(GO_READ));
    s.call(Syscall.PPOLL, polled, value(1), Zero.timespec(l.data()), value(0), value(0))
        .into(RESULT)
        .orGoOn();
    s.when(isNot(RESULT, 0), Handshake::exit);
  }

  private static void exit(Sequence s) {
    s.call(Syscall.EXIT_GROUP, value(1)).orGoOn();
  }
}
