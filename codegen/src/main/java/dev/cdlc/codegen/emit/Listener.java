package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Who answers for the calls that the filter holds. Behind its filter the init may be allowed no
 * call at all, so it tells the fd in the page that it shares with the supervisor, and looks there
 * until it may go on.
 */
final class Listener {
  private static final int IOVEC_BYTES = 16;
  private static final int MOST_DIGITS = 20;

  /** A millisecond between two looks at the page. */
  private static final long PATIENCE_NANOS = 1_000_000;

  private static final Cell SOCKET = new Cell("listener_socket");
  private static final Cell FD = new Cell("listener_fd");
  private static final Cell RESULT = new Cell("listener_result");
  private static final Cell CURSOR = new Cell("listener_cursor");
  private static final Cell SEEN = new Cell("listener_seen");

  private Listener() {}

  static void connect(Lowering l, SupervisorAction.ConnectListener action) {
    int site =
        l.site(
            Fault.FILTER,
            "cannot reach the listener " + action.path(),
            new Help(Errno.ENOENT, "start what answers for the calls first: it makes the socket"),
            new Help(Errno.ECONNREFUSED, "nobody listens at the socket: start what answers first"),
            new Help(Errno.EINVAL, "the path of a socket has 107 bytes at most"),
            new Help(Errno.EACCES, "only who may write to the socket can ask"));
    l.call(
            Syscall.SOCKET,
            Sockets.AF_UNIX,
            Flags.or(Sockets.SOCK_STREAM, Sockets.SOCK_CLOEXEC),
            value(0))
        .into(SOCKET)
        .orFail(site);
    int bytes = Width.HALF.bytes() + action.path().getBytes(UTF_8).length + 1;
    l.call(Syscall.CONNECT, value(SOCKET), name(l.data(), action.path()), value(bytes))
        .orFail(site);
  }

  /** {@code struct sockaddr_un}; see unix(7). */
  private static Address name(Data data, String path) {
    return data.constant(
        new Part.Field("sun_family", Width.HALF, Sockets.AF_UNIX),
        Part.Bytes.of(path),
        new Part.Zero(1));
  }

  /** In the init, right behind seccomp(2), whose result {@code fd} holds. */
  static void announce(Sequence s, Cell fd) {
    s.compute(fd, Operation.ADD, value(1));
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_LISTENER), value(fd));
    s.loop(
        look -> {
          look.load(SEEN, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_PASSED));
          look.when(isNot(SEEN, 0), Sequence::leave);
        });
  }

  static void pass(Lowering l, SupervisorAction.PassListener action) {
    int site =
        l.site(
            Fault.FILTER,
            "cannot pass the filter's notifications to the listener",
            new Help(Errno.EPERM, "only root takes them from the container's process"),
            new Help(Errno.EPIPE, "the listener has closed its end"));
    l.s().loop(look -> awaitFilter(l.in(look)));
    l.s().compute(FD, Operation.SUBTRACT, value(1));
    l.call(Syscall.PIDFD_GETFD, value(Variables.PIDFD), value(FD), value(0)).into(FD).orFail(site);
    send(l, action, site);
    for (Cell fd : List.of(FD, SOCKET)) {
      l.call(Syscall.CLOSE, value(fd)).orGoOn();
    }
    l.s().store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_PASSED), value(1));
  }

  /** An init that has ended before tells why. */
  private static void awaitFilter(Lowering l) {
    Sequence s = l.s();
    s.load(FD, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_LISTENER));
    s.when(isNot(FD, 0), Sequence::leave);
    Address polled = l.data().variable("listener_poll", PollFd.forInput(1));
    s.store(Width.WORD, polled, value(PollFd.fd(0)), value(Variables.PIDFD));
    l.call(Syscall.PPOLL, polled, value(1), patience(l.data()), value(0), value(0))
        .into(RESULT)
        .orGoOn();
    s.when(isNot(RESULT, 0), Conclude::call);
  }

  /** struct timespec of linux/time_types.h. */
  private static Address patience(Data data) {
    return data.constant(
        new Part.Field("tv_sec", Width.DOUBLE, new Constant(0, "0")),
        new Part.Field("tv_nsec", Width.DOUBLE, new Constant(PATIENCE_NANOS, "1000000")));
  }

  private static void send(Lowering l, SupervisorAction.PassListener action, int site) {
    List<String> texts = action.state().ofProcess(action.metadata());
    Address digits = l.data().buffer("listener_pid", MOST_DIGITS);
    List<Part> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(Data.pointer(l.text(text)));
      parts.add(length(text.getBytes(UTF_8).length));
      parts.add(Data.pointer(digits));
      parts.add(length(0));
    }
    Address pieces = l.data().variable("listener_pieces", parts);
    l.s().move(CURSOR, digits);
    FormatInt.call(l.s(), value(Variables.INIT), CURSOR);
    l.s().compute(CURSOR, Operation.SUBTRACT, digits);
    for (int piece = 1; piece < 2 * texts.size() - 1; piece += 2) {
      l.s().store(Width.DOUBLE, pieces, value((long) piece * IOVEC_BYTES + 8), value(CURSOR));
    }
    FdMessage.put(l.s(), l.data(), FD);
    Address message = FdMessage.header(l.data(), "listener_message", pieces, 2 * texts.size() - 1);
    l.call(Syscall.SENDMSG, value(SOCKET), message, Sockets.MSG_NOSIGNAL).orFail(site);
  }

  private static Part length(int bytes) {
    return new Part.Field("iov_len", Width.DOUBLE, new Constant(bytes, "" + bytes));
  }
}
