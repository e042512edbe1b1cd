package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.PortProtocol;
import dev.cdlc.plan.SupervisorAction;
import java.nio.ByteBuffer;

/** Ports of the host that lead into the container. */
final class Ports {
  /** {@code struct sockaddr_in} of linux/in.h. */
  private static final int ADDRESS_BYTES = 16;

  private static final int ZEROS = 8;
  private static final Cell SOCKET = new Cell("port_socket");

  private Ports() {}

  /** Connections that ended lately are no obstacle to who listens again; see tcp(7). */
  static void attempt(Lowering l, SupervisorAction.TryPort action) {
    boolean tcp = action.protocol() == PortProtocol.TCP;
    String what =
        "cannot publish %s:%d/%s".formatted(action.address(), action.port(), tcp ? "tcp" : "udp");
    int site = l.site(Fault.PORT, what);
    Constant type = tcp ? Sockets.SOCK_STREAM : Sockets.SOCK_DGRAM;
    l.call(Syscall.SOCKET, Sockets.AF_INET, Flags.or(type, Sockets.SOCK_CLOEXEC), value(0))
        .into(SOCKET)
        .orFail(site);
    if (tcp) {
      Address on = l.data().constant(new Part.Field("", Width.WORD, number(1)));
      l.call(
              Syscall.SETSOCKOPT,
              value(SOCKET),
              Sockets.SOL_SOCKET,
              Sockets.SO_REUSEADDR,
              on,
              value(Width.WORD.bytes()))
          .orFail(site);
    }
    l.call(Syscall.BIND, value(SOCKET), address(l, action), value(ADDRESS_BYTES)).orFail(site);
    l.call(Syscall.CLOSE, value(SOCKET)).orGoOn();
  }

  /** Port and address have their highest byte first. */
  private static Address address(Lowering l, SupervisorAction.TryPort action) {
    var bytes = ByteBuffer.allocate(Short.BYTES + Integer.BYTES).putShort((short) action.port());
    for (String part : action.address().split("\\.", -1)) {
      bytes.put((byte) Integer.parseInt(part));
    }
    return l.data()
        .constant(
            new Part.Field("sa_family", Width.HALF, Sockets.AF_INET),
            Part.Bytes.of(bytes.array()),
            new Part.Zero(ZEROS));
  }

  private static Constant number(int value) {
    return new Constant(value, Integer.toString(value));
  }
}
