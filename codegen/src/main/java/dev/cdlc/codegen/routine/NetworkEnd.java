package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of the program that connects the container, and of the folder that it is met in. */
public final class NetworkEnd {
  /** The program, by its pidfd; 0 while there is none. */
  public static final Cell PIDFD = new Cell("network_pidfd");

  /** The address of the slash behind the folder's path; 0 while there is none. */
  public static final Cell SLASH = new Cell("network_folder_slash");

  private static final String FOLDER = "/tmp/cdlc-";

  /** For the digits of a number of 32 bits, and what is in the folder. */
  private static final int ROOM = 32;

  private static final int FAMILY_BYTES = 2;

  private NetworkEnd() {}

  /** What stands right behind the folder's path. */
  public enum Name {
    NONE(""),
    SOCKET("/socket"),
    FIFO("/ready");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    /** Completes {@link #path}. */
    public void write(Sequence s) {
      byte[] bytes = new byte[Long.BYTES];
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(ascii, 0, bytes, 0, ascii.length);
      long number = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      String shown = text.isEmpty() ? "0" : '"' + text + '"';
      s.store(Width.DOUBLE, value(SLASH), value(0), new Constant(number, shown));
    }
  }

  /** A {@code struct sockaddr_un} whose path is {@link #path}. */
  public static Address socketAddress(Data data) {
    return data.variable(
        "network_socket",
        List.of(
            new Part.Field("sa_family", Width.HALF, Sockets.AF_UNIX),
            Part.Bytes.of(FOLDER),
            new Part.Zero(ROOM)));
  }

  /** The length of {@link #socketAddress} with all its zeros. */
  public static int socketAddressBytes() {
    return FAMILY_BYTES + FOLDER.length() + ROOM;
  }

  public static Address path(Data data) {
    return new Address(socketAddress(data).datum(), FAMILY_BYTES);
  }

  /** Where the number that makes the folder's path its own goes. */
  public static Address number(Data data) {
    return new Address(socketAddress(data).datum(), FAMILY_BYTES + FOLDER.length());
  }

  /** A folder that is not there is left. */
  public static void removeFolder(Sequence s, Data data) {
    s.when(
        isNot(SLASH, 0),
        made -> {
          for (Name name : List.of(Name.SOCKET, Name.FIFO)) {
            name.write(made);
            made.call(Syscall.UNLINKAT, Fcntl.AT_FDCWD, path(data), value(0)).orGoOn();
          }
          Name.NONE.write(made);
          made.call(Syscall.UNLINKAT, Fcntl.AT_FDCWD, path(data), Fcntl.AT_REMOVEDIR).orGoOn();
          made.move(SLASH, value(0));
        });
  }

  /** Its socket and the ports that it holds are free when it has been waited for. */
  static void end(Sequence s, Data data) {
    s.when(
        isNot(PIDFD, 0),
        started -> {
          started
              .call(Syscall.PIDFD_SEND_SIGNAL, value(PIDFD), Signals.SIGKILL, value(0), value(0))
              .orGoOn();
          started
              .call(
                  Syscall.WAITID,
                  Processes.P_PIDFD,
                  value(PIDFD),
                  value(0),
                  Processes.WEXITED,
                  value(0))
              .retrying(Errno.EINTR)
              .orGoOn();
        });
    removeFolder(s, data);
  }
}
