package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.HookEnd;
import dev.cdlc.codegen.routine.NetworkEnd;
import dev.cdlc.codegen.routine.NetworkEnd.Name;
import dev.cdlc.codegen.routine.Strlen;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.NetworkProgram;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of the host connects the container's network namespace with what its caller reaches. It
 * is found by the container's pid, so it must have started while the init may be looked at by its
 * user. What it says is kept in memory, and told if it fails.
 */
final class UserNetwork {
  private static final BytePipe READY = new BytePipe("network_ready");
  private static final BytePipe EXIT = new BytePipe("network_exit");
  private static final Constant OWNER_ALONE = new Constant(0700, "0700");
  private static final Constant OWNERS_FIFO = new Constant(0600, "0600");

  /** Where no file of the child is to be. */
  private static final int ABOVE = 16;

  private static final int MOST_DIGITS = 20;
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_STATUS = 24;
  private static final int PATIENCE_SECONDS = 10;
  private static final int ANSWER_BYTES = 512;

  /** What it says at the start fits, and it cannot fill the host's memory. */
  private static final int MESSAGE_BYTES = 4096;

  private static final Cell FOUND = new Cell("network_program");
  private static final Cell MESSAGES = new Cell("network_messages");
  private static final Cell FIFO = new Cell("network_fifo");
  private static final Cell CHILD = new Cell("network_child");
  private static final Cell CURSOR = new Cell("network_cursor");
  private static final Cell READY_COPY = new Cell("network_ready_copy");
  private static final Cell EXIT_COPY = new Cell("network_exit_copy");
  private static final Cell RESULT = new Cell("network_result");
  private static final Cell ITEM = new Cell("network_item");
  private static final Cell SOCKET = new Cell("network_socket");

  private UserNetwork() {}

  static void connect(Lowering l, SupervisorAction.ConnectNetwork action) {
    l.s().move(CURSOR, pid(l.data()));
    FormatInt.call(l.s(), value(Variables.INIT), CURSOR);
    run(l, action.programs());
  }

  private static Address pid(Data data) {
    return data.buffer("network_init", MOST_DIGITS + 1);
  }

  private static void run(Lowering l, List<NetworkProgram> programs) {
    NetworkProgram first = programs.getFirst();
    int site = site(l, first);
    var look =
        l.call(Syscall.FACCESSAT, Fcntl.AT_FDCWD, l.text(first.kind().path()), Files.X_OK)
            .into(FOUND);
    if (programs.size() == 1) {
      look.orFail(site);
      run(l, first);
    } else {
      look.ignoring(Errno.ENOENT).orFail(site);
      l.s()
          .choose(
              succeeded(FOUND),
              there -> run(l.in(there), first),
              missing -> run(l.in(missing), programs.subList(1, programs.size())));
    }
  }

  private static int site(Lowering l, NetworkProgram program) {
    return l.site(
        Fault.NETWORK, "cannot connect the network by %s".formatted(program.kind().program()));
  }

  private static void run(Lowering l, NetworkProgram program) {
    int site = site(l, program);
    keepMessages(l, site);
    boolean listens = program.args().contains(NetworkProgram.SOCKET);
    boolean writes = program.args().contains(NetworkProgram.FIFO);
    if (listens || writes) {
      makeFolder(l, site);
      (listens ? Name.SOCKET : Name.FIFO).write(l.s());
    }
    if (writes) {
      makeFifo(l, site);
    } else {
      READY.open(l);
      EXIT.open(l);
    }
    start(l, program, writes, site);
    await(l, writes ? FIFO : READY.readEnd());
    l.s().note(site);
    l.s().when(isNot(RESULT, 0), failure -> fail(l.in(failure)));
    program.requests().forEach(request -> ask(l, request));
    NetworkEnd.removeFolder(l.s(), l.data());
    l.call(Syscall.CLOSE, value(writes ? FIFO : READY.readEnd())).orGoOn();
    l.call(Syscall.CLOSE, value(MESSAGES)).orGoOn();
  }

  /** MFD_NOEXEC_SEAL is known from Linux 6.3 on, and asked for where vm.memfd_noexec is 2. */
  private static void keepMessages(Lowering l, int site) {
    Sequence s = l.s();
    Address name = l.text("network");
    s.call(Syscall.MEMFD_CREATE, name, Flags.or(Files.MFD_CLOEXEC, Files.MFD_NOEXEC_SEAL))
        .into(MESSAGES)
        .orGoOn();
    s.note(site);
    s.when(
        failedWith(MESSAGES, Errno.EINVAL),
        older ->
            older
                .call(
                    Syscall.MEMFD_CREATE,
                    name,
                    Flags.or(Files.MFD_CLOEXEC, Files.MFD_ALLOW_SEALING))
                .into(MESSAGES)
                .orGoOn());
    s.when(failed(MESSAGES), none -> none.fail(MESSAGES));
    l.call(Syscall.FTRUNCATE, value(MESSAGES), value(MESSAGE_BYTES)).orFail(site);
    l.call(Syscall.FCNTL, value(MESSAGES), Fcntl.F_ADD_SEALS, Fcntl.F_SEAL_GROW).orFail(site);
  }

  /** Its name cannot be guessed, and nobody else may look into it. */
  private static void makeFolder(Lowering l, int site) {
    Address random = l.data().buffer("network_random", 8);
    l.call(Syscall.GETRANDOM, random, value(Width.WORD.bytes()), value(0)).orFail(site);
    l.s().load(ITEM, Width.WORD, random, value(0));
    l.s().move(CURSOR, NetworkEnd.number(l.data()));
    FormatInt.call(l.s(), value(ITEM), CURSOR);
    l.call(Syscall.MKDIRAT, Fcntl.AT_FDCWD, NetworkEnd.path(l.data()), OWNER_ALONE).orFail(site);
    l.s().move(NetworkEnd.SLASH, value(CURSOR));
  }

  /** Open for writing as well, so that it does not end before somebody has opened it. */
  private static void makeFifo(Lowering l, int site) {
    Address path = NetworkEnd.path(l.data());
    l.call(Syscall.MKNODAT, Fcntl.AT_FDCWD, path, Flags.or(Stat.S_IFIFO, OWNERS_FIFO), value(0))
        .orFail(site);
    l.call(Syscall.OPENAT, Fcntl.AT_FDCWD, path, Flags.or(Fcntl.O_RDWR, Fcntl.O_CLOEXEC), value(0))
        .into(FIFO)
        .orFail(site);
  }

  private static void start(Lowering l, NetworkProgram program, boolean writes, int site) {
    Sequence s = l.s();
    Sequence child = Sequence.ofRoutine();
    execute(l.in(child), program, writes);
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK), value(0));
    Address pidfd = l.data().buffer("network_pidfd_memory", 8);
    Address args =
        l.data()
            .constant(
                new Part.Field("flags", Width.DOUBLE, Processes.CLONE_PIDFD),
                Data.pointer(pidfd),
                new Part.Zero(16),
                new Part.Field("exit_signal", Width.DOUBLE, Signals.SIGCHLD),
                new Part.Zero(48));
    s.call(Syscall.CLONE3, args, value(Cloning.CLONE_ARGS_BYTES))
        .fork("network program", CHILD, child, site);
    s.load(NetworkEnd.PIDFD, Width.WORD, pidfd, value(0));
    if (!writes) {
      s.call(Syscall.CLOSE, value(READY.writeEnd())).orGoOn();
      s.call(Syscall.CLOSE, value(EXIT.readEnd())).orGoOn();
    }
  }

  /** In the program's process, in a group of its own: the terminal's signals are not for it. */
  private static void execute(Lowering l, NetworkProgram program, boolean writes) {
    Sequence s = l.s();
    s.call(Syscall.SETPGID, value(0), value(0)).orGoOn();
    s.call(Syscall.PRCTL, Processes.PR_SET_PDEATHSIG, Signals.SIGKILL, value(0), value(0), value(0))
        .orGoOn();
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/dev/null"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(ITEM)
        .orGoOn();
    s.call(Syscall.DUP3, value(ITEM), value(0), value(0)).orGoOn();
    s.call(Syscall.DUP3, value(MESSAGES), value(1), value(0)).orGoOn();
    s.call(Syscall.DUP3, value(MESSAGES), value(2), value(0)).orGoOn();
    if (!writes) {
      copy(s, READY.writeEnd(), READY_COPY);
      copy(s, EXIT.readEnd(), EXIT_COPY);
      s.call(Syscall.DUP3, value(READY_COPY), value(NetworkProgram.READY_FD), value(0)).orGoOn();
      s.call(Syscall.DUP3, value(EXIT_COPY), value(NetworkProgram.EXIT_FD), value(0)).orGoOn();
    }
    int first = writes ? NetworkProgram.READY_FD : NetworkProgram.EXIT_FD + 1;
    s.call(Syscall.CLOSE_RANGE, value(first), Preparation.HIGHEST_FD, value(0)).orGoOn();
    s.call(
            Syscall.RT_SIGPROCMASK,
            Signals.SIG_SETMASK,
            SignalSet.NONE.address(l.data()),
            value(0),
            value(8))
        .orGoOn();
    s.call(
            Syscall.EXECVE,
            l.text(program.kind().path()),
            arguments(l, program),
            l.data().constant(List.of(new Part.Zero(8))))
        .into(RESULT)
        .orGoOn();
    s.move(ITEM, value(0));
    s.compute(ITEM, Operation.SUBTRACT, value(RESULT));
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK), value(ITEM));
    s.call(Syscall.EXIT_GROUP, value(1)).orGoOn();
  }

  /** To where neither is that the program knows by number. */
  private static void copy(Sequence s, Cell fd, Cell copy) {
    s.call(Syscall.FCNTL, value(fd), Fcntl.F_DUPFD, value(ABOVE)).into(copy).orGoOn();
  }

  private static Address arguments(Lowering l, NetworkProgram program) {
    List<Part> parts = new ArrayList<>();
    for (String argument : program.args()) {
      parts.add(Data.pointer(argument(l, argument)));
    }
    parts.add(new Part.Zero(8));
    return l.data().constant(parts);
  }

  private static Address argument(Lowering l, String argument) {
    return switch (argument) {
      case NetworkProgram.PID -> pid(l.data());
      case NetworkProgram.SOCKET, NetworkProgram.FIFO -> NetworkEnd.path(l.data());
      default -> l.text(argument);
    };
  }

  /** Leaves 0 in {@link #RESULT}, or why it is not ready. */
  private static void await(Lowering l, Cell ready) {
    Sequence s = l.s();
    Address polled = l.data().variable("network_poll", PollFd.forInput(2));
    s.store(Width.WORD, polled, value(PollFd.fd(0)), value(ready));
    s.store(Width.WORD, polled, value(PollFd.fd(1)), value(NetworkEnd.PIDFD));
    Address patience = l.data().buffer("network_patience", 16);
    s.store(Width.DOUBLE, patience, value(0), value(PATIENCE_SECONDS));
    s.store(Width.DOUBLE, patience, value(8), value(0));
    s.call(Syscall.PPOLL, polled, value(2), patience, value(0), value(0))
        .retrying(Errno.EINTR)
        .into(ITEM)
        .orGoOn();
    s.move(RESULT, value(0));
    s.when(is(ITEM, 0), late -> late.move(RESULT, HookEnd.LATE.result()));
    s.load(ITEM, Width.HALF, polled, value(PollFd.revents(0)));
    s.compute(ITEM, Operation.AND, Files.POLLIN);
    s.when(is(RESULT, 0), inTime -> inTime.when(is(ITEM, 0), ended -> takeEnd(ended, l.data())));
  }

  private static void takeEnd(Sequence s, Data data) {
    Address siginfo = data.buffer("network_siginfo", SIGINFO_BYTES);
    s.call(
            Syscall.WAITID,
            Processes.P_PIDFD,
            value(NetworkEnd.PIDFD),
            siginfo,
            Processes.WEXITED,
            value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
    s.move(NetworkEnd.PIDFD, value(0));
    s.load(ITEM, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK));
    s.compute(RESULT, Operation.SUBTRACT, value(ITEM));
    s.when(is(RESULT, 0), executed -> takeStatus(executed, siginfo));
  }

  private static void takeStatus(Sequence s, Address siginfo) {
    s.load(ITEM, Width.WORD, siginfo, value(SI_STATUS));
    s.store(Width.WORD, value(Variables.PAGE), value(Variables.PAGE_HOOK), value(ITEM));
    s.load(ITEM, Width.WORD, siginfo, value(SI_CODE));
    s.choose(
        is(ITEM, Processes.CLD_EXITED),
        exited -> exited.move(RESULT, HookEnd.EXITED.result()),
        killed -> killed.move(RESULT, HookEnd.KILLED.result()));
  }

  /** At the noted site, behind what the program said. */
  private static void fail(Lowering l) {
    Sequence s = l.s();
    Address text = l.data().buffer("network_text", MESSAGE_BYTES + 1);
    s.call(Syscall.LSEEK, value(MESSAGES), value(0), Files.SEEK_SET).orGoOn();
    s.call(Syscall.READ, value(MESSAGES), text, value(MESSAGE_BYTES)).orGoOn();
    Strlen.call(s, text, ITEM);
    s.call(Syscall.WRITE, value(2), text, value(ITEM)).orGoOn();
    s.fail(RESULT);
  }

  /** What is refused was free when it was tried. */
  private static void ask(Lowering l, String request) {
    Sequence s = l.s();
    int site = l.site(Fault.NETWORK, "cannot publish a port by " + request);
    Address answer = l.data().buffer("network_answer", ANSWER_BYTES);
    l.call(
            Syscall.SOCKET,
            Sockets.AF_UNIX,
            Flags.or(Sockets.SOCK_STREAM, Sockets.SOCK_CLOEXEC),
            value(0))
        .into(SOCKET)
        .orFail(site);
    l.call(
            Syscall.CONNECT,
            value(SOCKET),
            NetworkEnd.socketAddress(l.data()),
            value(NetworkEnd.socketAddressBytes()))
        .orFail(site);
    l.call(Syscall.WRITE, value(SOCKET), l.text(request), value(request.getBytes(UTF_8).length))
        .orFail(site);
    l.call(Syscall.READ, value(SOCKET), answer, value(ANSWER_BYTES))
        .retrying(Errno.EINTR)
        .orFail(site);
    l.call(Syscall.CLOSE, value(SOCKET)).orGoOn();
    s.load(ITEM, Width.BYTE, answer, value("{\"".length()));
    s.move(RESULT, new Constant(-Errno.EADDRINUSE.number(), "-EADDRINUSE"));
    s.note(site);
    s.when(isNot(ITEM, 'r'), refused -> fail(l.in(refused)));
  }
}
