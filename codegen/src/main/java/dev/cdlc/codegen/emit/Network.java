package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;

/** The interfaces of a fresh network namespace. */
final class Network {
  private static final String LOOPBACK = "lo";

  /** IFNAMSIZ of linux/if.h. */
  private static final int NAME_BYTES = 16;

  /** The size of struct ifreq, of linux/if.h. */
  private static final int REQUEST_BYTES = 40;

  private static final Cell SOCKET = new Cell("socket");

  private Network() {}

  /** Any socket will do, see netdevice(7); one of AF_UNIX needs no IPv4 of the kernel. */
  static void bringUpLoopback(Lowering l) {
    int site = l.site(Fault.SETTING, "cannot bring up the loopback interface");
    l.call(
            Syscall.SOCKET,
            Sockets.AF_UNIX,
            Flags.or(Sockets.SOCK_DGRAM, Sockets.SOCK_CLOEXEC),
            value(0))
        .into(SOCKET)
        .orFail(site);
    l.call(Syscall.IOCTL, value(SOCKET), Sockets.SIOCSIFFLAGS, request(l)).orFail(site);
  }

  /** struct ifreq: the interface's name, then a union, here its flags. */
  private static Address request(Lowering l) {
    return l.data()
        .constant(
            Part.Bytes.of(LOOPBACK),
            new Part.Zero(NAME_BYTES - LOOPBACK.length()),
            new Part.Field("ifr_flags", Width.HALF, Sockets.IFF_UP),
            new Part.Zero(REQUEST_BYTES - NAME_BYTES - Width.HALF.bytes()));
  }
}
