package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/** A {@code struct msghdr} with some bytes and one file descriptor; see unix(7), SCM_RIGHTS. */
final class FdMessage {
  private static final int FD = 16;
  private static final int CONTROL_BYTES = 24;

  private FdMessage() {}

  static Address header(Data data) {
    return header(data, "fd_message", iovec(data.buffer("fd_message_byte", 8), 1, data), 1);
  }

  /** The same with the bytes of a name, as runc and those who know it have it. */
  static Address named(Data data, String name) {
    return header(data, "fd_message_named", iovec(data.text(name), name.length(), data), 1);
  }

  /** The same with a text, whose pieces are an array of {@code struct iovec}. */
  static Address header(Data data, String name, Address pieces, int count) {
    return data.variable(
        name,
        List.of(
            new Part.Zero(16),
            Data.pointer(pieces),
            new Part.Field("msg_iovlen", Width.DOUBLE, new Constant(count, "" + count)),
            Data.pointer(control(data)),
            new Part.Field(
                "msg_controllen", Width.DOUBLE, new Constant(CONTROL_BYTES, "" + CONTROL_BYTES)),
            new Part.Zero(8)));
  }

  private static Address iovec(Address bytes, int length, Data data) {
    return data.constant(
        Data.pointer(bytes),
        new Part.Field("iov_len", Width.DOUBLE, new Constant(length, "" + length)));
  }

  /** {@code struct cmsghdr} and its fd. */
  private static Address control(Data data) {
    return data.variable(
        "fd_message_control",
        List.of(
            new Part.Field("cmsg_len", Width.DOUBLE, new Constant(FD + 4, "20")),
            new Part.Field("cmsg_level", Width.WORD, Sockets.SOL_SOCKET),
            new Part.Field("cmsg_type", Width.WORD, Sockets.SCM_RIGHTS),
            new Part.Field("fd", Width.WORD, new Constant(0, "0")),
            new Part.Zero(4)));
  }

  static void put(Sequence s, Data data, Cell fd) {
    s.store(Width.WORD, control(data), value(FD), value(fd));
  }

  static void take(Sequence s, Data data, Cell fd) {
    s.load(fd, Width.WORD, control(data), value(FD));
  }
}
