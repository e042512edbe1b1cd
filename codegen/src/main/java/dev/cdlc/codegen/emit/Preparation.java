package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;

/** What the supervisor does to itself before it touches anything else. */
final class Preparation {
  /** As many as sendfile(2) copies in one call. */
  private static final long MOST_BYTES = 0x7fff_f000;

  private static final Cell SELF = new Cell("self");
  private static final Cell SEALS = new Cell("seals");
  private static final Cell COPY = new Cell("copy");
  private static final Cell RESULT = new Cell("result");
  private static final Cell SIGNAL = new Cell("signal");
  private static final Cell GIVER = new Cell("giver");
  private static final Constant ALL_SEALS =
      Flags.or(Fcntl.F_SEAL_SEAL, Fcntl.F_SEAL_SHRINK, Fcntl.F_SEAL_GROW, Fcntl.F_SEAL_WRITE);

  static final Constant HIGHEST_FD = new Constant(0xffff_ffffL, "~0U");

  private Preparation() {}

  /**
   * A container could write to the file that it was started from, through /proc/PID/exe
   * (CVE-2019-5736); a sealed copy it cannot. Where no memory may be executed, the file serves.
   */
  static void seal(Lowering l) {
    Sequence s = l.s();
    int site = l.site(Fault.SEAL, "cannot copy the executable into sealed memory");
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/proc/self/exe"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(SELF)
        .orFail(site);
    s.call(Syscall.FCNTL, value(SELF), Fcntl.F_GET_SEALS, value(0)).into(SEALS).orGoOn();
    s.when(failed(SEALS), unsealable -> unsealable.move(SEALS, value(0)));
    s.compute(SEALS, Operation.AND, Fcntl.F_SEAL_WRITE);
    s.when(is(SEALS, 0), unsealed -> executeCopy(unsealed, l, site));
    s.call(Syscall.CLOSE, value(SELF)).orGoOn();
  }

  private static void executeCopy(Sequence s, Lowering l, int site) {
    createCopy(s, l);
    s.when(
        succeeded(COPY),
        created -> {
          created
              .call(Syscall.SENDFILE, value(COPY), value(SELF), value(0), value(MOST_BYTES))
              .orFail(site);
          created.call(Syscall.FCNTL, value(COPY), Fcntl.F_ADD_SEALS, ALL_SEALS).orFail(site);
          created
              .call(
                  Syscall.EXECVEAT,
                  value(COPY),
                  l.text(""),
                  value(Variables.ARGV),
                  value(Variables.ENVP),
                  Fcntl.AT_EMPTY_PATH)
              .ignoring(Errno.EACCES, Errno.EPERM)
              .orFail(site);
          created.call(Syscall.CLOSE, value(COPY)).orGoOn();
        });
  }

  /** MFD_EXEC is known from Linux 6.3 on, and refused where vm.memfd_noexec is 2. */
  private static void createCopy(Sequence s, Lowering l) {
    Address name = l.text("cdlc");
    Constant flags = Flags.or(Files.MFD_CLOEXEC, Files.MFD_ALLOW_SEALING);
    s.call(Syscall.MEMFD_CREATE, name, Flags.or(flags, Files.MFD_EXEC)).into(COPY).orGoOn();
    s.when(
        failedWith(COPY, Errno.EINVAL),
        older -> older.call(Syscall.MEMFD_CREATE, name, flags).into(COPY).orGoOn());
  }

  static void closeFds(Lowering l) {
    Sequence s = l.s();
    int site = l.site(Fault.HOST_RESOURCES, "cannot open /dev/null in place of a closed stdio");
    Address polled =
        l.data().variable("stdio", PollFd.parts(List.of(0, 1, 2), new Constant(0, "0")));
    s.call(Syscall.PPOLL, polled, value(3), Zero.timespec(l.data()), value(0), value(0))
        .into(RESULT)
        .orGoOn();
    s.when(isNot(RESULT, 0), some -> fillClosed(some, l, polled, site));
    s.call(Syscall.CLOSE_RANGE, value(3), HIGHEST_FD, value(0))
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot close inherited files"));
  }

  /**
   * What opens next has the lowest number that is free, so each gets its own. Nothing is passed on
   * by a Java parent, which closes all but its child's standard files.
   */
  static void takeFds(Lowering l, SupervisorAction.TakeFds action) {
    int site =
        l.site(Fault.HOST_RESOURCES, "cannot take the files that are open in " + action.pid());
    int end = SupervisorAction.TakeFds.FIRST + action.count();
    l.call(Syscall.PIDFD_OPEN, value(action.pid()), value(0)).into(RESULT).orFail(site);
    l.call(Syscall.FCNTL, value(RESULT), Fcntl.F_DUPFD_CLOEXEC, value(end))
        .into(GIVER)
        .orFail(site);
    l.call(Syscall.CLOSE, value(RESULT)).orGoOn();
    for (int fd = SupervisorAction.TakeFds.FIRST; fd < end; fd++) {
      l.call(Syscall.PIDFD_GETFD, value(GIVER), value(fd), value(0)).orFail(site);
      l.call(Syscall.FCNTL, value(fd), Fcntl.F_SETFD, value(0)).orFail(site);
    }
    l.call(Syscall.CLOSE, value(GIVER)).orGoOn();
  }

  private static void fillClosed(Sequence s, Lowering l, Address polled, int site) {
    for (int fd = 0; fd < 3; fd++) {
      s.load(RESULT, Width.HALF, polled, value(PollFd.revents(fd)));
      s.compute(RESULT, Operation.AND, Files.POLLNVAL);
      s.when(
          isNot(RESULT, 0),
          closed ->
              closed
                  .call(Syscall.OPENAT, Fcntl.AT_FDCWD, l.text("/dev/null"), Fcntl.O_RDWR, value(0))
                  .orFail(site));
    }
  }

  /** A parent may have left any signal ignored or blocked. */
  static void resetSignals(Lowering l) {
    Sequence s = l.s();
    Address byDefault = Zero.sigaction(l.data());
    s.move(SIGNAL, value(1));
    s.loop(
        next -> {
          next.call(Syscall.RT_SIGACTION, value(SIGNAL), byDefault, value(0), value(8)).orGoOn();
          next.compute(SIGNAL, Operation.ADD, value(1));
          next.when(is(SIGNAL, SignalSet.HIGHEST + 1), Sequence::leave);
        });
    s.call(
            Syscall.RT_SIGPROCMASK,
            Signals.SIG_SETMASK,
            SignalSet.BLOCKED.address(l.data()),
            value(0),
            value(8))
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot block signals"));
  }
}
