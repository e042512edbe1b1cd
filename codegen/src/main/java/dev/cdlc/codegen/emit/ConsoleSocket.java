package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.plan.SupervisorAction;
import java.nio.charset.StandardCharsets;

/** Who gets the master of the container's terminal when no supervisor stays to relay it. */
final class ConsoleSocket {
  /** {@code struct sockaddr_un} of linux/un.h. */
  private static final int FAMILY_BYTES = 2;

  private static final Cell SOCKET = new Cell("console_socket");
  private static final Cell MASTER = new Cell("console_master");

  private ConsoleSocket() {}

  static void connect(Lowering l, SupervisorAction.ConnectConsole action) {
    int site = l.site(Fault.CONSOLE, "cannot connect to the console socket " + action.path());
    l.call(
            Syscall.SOCKET,
            Sockets.AF_UNIX,
            Flags.or(Sockets.SOCK_STREAM, Sockets.SOCK_CLOEXEC),
            value(0))
        .into(SOCKET)
        .orFail(site);
    int bytes = action.path().getBytes(StandardCharsets.UTF_8).length + 1;
    Address address =
        l.data()
            .constant(
                new Part.Field("sa_family", Width.HALF, Sockets.AF_UNIX),
                Part.Bytes.of(action.path() + "\0"));
    l.call(Syscall.CONNECT, value(SOCKET), address, value(FAMILY_BYTES + bytes)).orFail(site);
  }

  /** An init that has failed sends none. Whoever gets it may want to wait at it, unlike a relay. */
  static void send(Lowering l, SupervisorAction.SendTerminal action) {
    PseudoTerminal.receive(l, MASTER);
    l.s().when(isLess(MASTER, value(1)), Conclude::call);
    action.size().ifPresent(size -> PseudoTerminal.resize(l, MASTER, size));
    int site = l.site(Fault.CONSOLE, "cannot send the terminal to the console socket");
    l.call(Syscall.FCNTL, value(MASTER), Fcntl.F_SETFL, Fcntl.O_RDWR).orFail(site);
    FdMessage.put(l.s(), l.data(), MASTER);
    l.call(
            Syscall.SENDMSG,
            value(SOCKET),
            FdMessage.named(l.data(), PseudoTerminal.NAME),
            Sockets.MSG_NOSIGNAL)
        .orFail(site);
    l.call(Syscall.CLOSE, value(MASTER)).orGoOn();
    l.call(Syscall.CLOSE, value(SOCKET)).orGoOn();
  }
}
