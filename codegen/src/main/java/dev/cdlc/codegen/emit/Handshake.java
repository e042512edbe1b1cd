package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/**
 * How the init waits for the supervisor, and ends with it: a pipe whose one end only the supervisor
 * has open, so that its death is seen at the other.
 */
final class Handshake {
  static final BytePipe GO = new BytePipe("go");
  private static final Cell RESULT = new Cell("result");

  private Handshake() {}

  /** Before the init is cloned. */
  static void prepare(Lowering l) {
    GO.open(l);
  }

  /** First of all in the init. */
  static void begin(Sequence init) {
    init.call(Syscall.CLOSE, value(GO.writeEnd())).orGoOn();
  }

  static void release(Lowering l) {
    sendByte(l, l.site(Fault.HOST_RESOURCES, "cannot release the init"));
  }

  static void sendByte(Lowering l, int site) {
    GO.send(l, site);
  }

  /** End of file: the supervisor is gone, and nobody is left to tell. */
  static void awaitByte(Lowering l) {
    GO.await(l, Handshake::exit);
  }

  /** The kernel says nothing of a supervisor that died before the call; the pipe does. */
  static void dieWithSupervisor(Lowering l) {
    Sequence s = l.s();
    Address polled =
        l.data().variable("supervisor_poll", PollFd.parts(List.of(0), new Constant(0, "0")));
    s.call(Syscall.PRCTL, Processes.PR_SET_PDEATHSIG, Signals.SIGKILL, value(0), value(0), value(0))
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot tie the container to its supervisor"));
    s.store(Width.WORD, polled, value(PollFd.fd(0)), value(GO.readEnd()));
    s.call(Syscall.PPOLL, polled, value(1), Zero.timespec(l.data()), value(0), value(0))
        .into(RESULT)
        .orGoOn();
    s.when(isNot(RESULT, 0), Handshake::exit);
  }

  private static void exit(Sequence s) {
    s.call(Syscall.EXIT_GROUP, value(1)).orGoOn();
  }
}
