package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Errno;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.Terminal;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Namespace;
import java.util.ArrayList;
import java.util.List;

/** How the init comes to life, and how it and the supervisor wait for each other. */
final class Cloning {
  private static final long PAGE_BYTES = 4096;
  private static final long CLONE_ARGS_BYTES = 88;
  private static final long FLAGS = 0;
  private static final long CGROUP = 80;
  private static final Cell GO_READ = new Cell("go_read");
  private static final Cell GO_WRITE = new Cell("go_write");
  private static final Cell PROC = new Cell("init_proc");
  private static final Cell ID = new Cell("caller_id");
  private static final Cell CURSOR = new Cell("cursor");
  private static final Cell RESULT = new Cell("result");
  private static final Cell CLONE_FLAGS = new Cell("clone_flags");

  private static final Help[] MAP_HELPS = {
    new Help(
        Errno.EPERM,
        "the host's policy forbids user namespaces; see sysctl user.max_user_namespaces and the AppArmor profile in `cdlc explain CDL7006`")
  };

  private Cloning() {}

  /** {@code init} holds all that the init does until execve(2). */
  static void clone(Lowering l, Action.Clone action, Sequence init) {
    Sequence s = l.s();
    sharePage(l);
    Terminal.find(s, l.data());
    Address go = l.data().buffer("go", 8);
    s.call(Syscall.PIPE2, go, Fcntl.O_CLOEXEC)
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot make a pipe"));
    s.load(GO_READ, Width.WORD, go, value(0));
    s.load(GO_WRITE, Width.WORD, go, value(4));
    Address args = l.data().variable("clone_args", cloneArgs(l.data(), action.namespaces()));
    enterCgroup(s, args, action.namespaces());
    s.call(Syscall.CLONE3, args, value(CLONE_ARGS_BYTES))
        .fork("init", Variables.INIT, init, l.site(Fault.NAMESPACES, "cannot make the namespaces"));
    s.load(Variables.PIDFD, Width.WORD, pidfd(l.data()), value(0));
  }

  /** Init and supervisor both write there, so a report needs no system call of the init's. */
  private static void sharePage(Lowering l) {
    l.call(
            Syscall.MMAP,
            value(0),
            value(PAGE_BYTES),
            Flags.or(Files.PROT_READ, Files.PROT_WRITE),
            Flags.or(Files.MAP_SHARED, Files.MAP_ANONYMOUS),
            value(-1),
            value(0))
        .into(Variables.PAGE)
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot map a page of memory"));
  }

  /** struct clone_args of linux/sched.h. */
  private static List<Part> cloneArgs(Data data, List<Namespace> namespaces) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Field("flags", Width.DOUBLE, flags(namespaces)));
    parts.add(Data.pointer(pidfd(data)));
    parts.add(new Part.Zero(16));
    parts.add(new Part.Field("exit_signal", Width.DOUBLE, Signals.SIGCHLD));
    parts.add(new Part.Zero(48));
    return parts;
  }

  private static Constant flags(List<Namespace> namespaces) {
    List<Constant> bits = new ArrayList<>();
    bits.add(Processes.CLONE_PIDFD);
    namespaces.stream()
        .filter(namespace -> namespace != Namespace.CGROUP)
        .map(Cloning::flag)
        .forEach(bits::add);
    return Flags.or(bits);
  }

  static Constant flag(Namespace namespace) {
    String name = namespace == Namespace.MNT ? "NS" : namespace.name();
    return new Constant(namespace.cloneFlag(), "CLONE_NEW" + name);
  }

  private static Address pidfd(Data data) {
    return data.buffer("pidfd_memory", 8);
  }

  /**
   * With cgroup v2 the init starts in its cgroup. Its cgroup namespace is made with it only where
   * it needs to enter no other hierarchy afterwards.
   */
  private static void enterCgroup(Sequence s, Address args, List<Namespace> namespaces) {
    s.when(
        isNot(Hierarchy.UNIFIED.cgroup(), 0),
        unified -> {
          orFlags(unified, args, Processes.CLONE_INTO_CGROUP);
          unified.store(Width.DOUBLE, args, value(CGROUP), value(Hierarchy.UNIFIED.cgroup()));
        });
    if (namespaces.contains(Namespace.CGROUP)) {
      s.when(isNot(Cgroups.PURE, 0), pure -> orFlags(pure, args, flag(Namespace.CGROUP)));
    }
  }

  private static void orFlags(Sequence s, Address args, Constant flag) {
    s.load(CLONE_FLAGS, Width.DOUBLE, args, value(FLAGS));
    s.compute(CLONE_FLAGS, Operation.OR, flag);
    s.store(Width.DOUBLE, args, value(FLAGS), value(CLONE_FLAGS));
  }

  /** What the init does before its first step. */
  static void begin(Sequence init, Data data) {
    init.move(Variables.IN_INIT, value(1));
    init.call(Syscall.CLOSE, value(GO_WRITE)).orGoOn();
    init.call(
            Syscall.RT_SIGPROCMASK,
            Signals.SIG_SETMASK,
            SignalSet.NONE.address(data),
            value(0),
            value(8))
        .orGoOn();
  }

  static void mapCaller(Lowering l) {
    Sequence s = l.s();
    int site = l.site(Fault.ID_MAP, "cannot map the caller to root in the user namespace");
    Address path =
        l.data().variable("proc_path", List.of(Part.Bytes.of("/proc/"), new Part.Zero(24)));
    s.move(CURSOR, path);
    s.compute(CURSOR, Operation.ADD, value("/proc/".length()));
    FormatInt.call(s, value(Variables.INIT), CURSOR);
    s.call(Syscall.OPENAT, Fcntl.AT_FDCWD, path, Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC), value(0))
        .into(PROC)
        .orFail(site);
    s.call(Syscall.GETEUID).into(ID).orGoOn();
    writeMap(s, l, "uid_map", site);
    WriteFile.call(s, value(PROC), l.text("setgroups"), l.text("deny"));
    s.note(site);
    s.when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
    s.call(Syscall.GETEGID).into(ID).orGoOn();
    writeMap(s, l, "gid_map", site);
    sendByte(s, l, site);
  }

  /** {@code 0 ID 1}. */
  private static void writeMap(Sequence s, Lowering l, String file, int site) {
    Address map = l.data().variable("id_map", List.of(Part.Bytes.of("0 "), new Part.Zero(22)));
    s.move(CURSOR, map);
    s.compute(CURSOR, Operation.ADD, value("0 ".length()));
    FormatInt.call(s, value(ID), CURSOR);
    s.store(Width.BYTE, value(CURSOR), value(0), value(' '));
    s.store(Width.BYTE, value(CURSOR), value(1), value('1'));
    s.store(Width.BYTE, value(CURSOR), value(2), value(0));
    WriteFile.call(s, value(PROC), l.text(file), map);
    s.note(site);
    s.when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
  }

  static void release(Lowering l) {
    sendByte(l.s(), l, l.site(Fault.HOST_RESOURCES, "cannot release the init"));
  }

  private static void sendByte(Sequence s, Lowering l, int site) {
    s.call(Syscall.WRITE, value(GO_WRITE), l.text(""), value(1)).orFail(site);
  }

  static void becomeRoot(Lowering l) {
    int site = l.site(Fault.ID_MAP, "cannot become root in the user namespace");
    awaitByte(l);
    l.call(Syscall.SETRESGID, value(0), value(0), value(0)).orFail(site);
    l.call(Syscall.SETRESUID, value(0), value(0), value(0)).orFail(site);
  }

  static void awaitRelease(Lowering l) {
    awaitByte(l);
  }

  /** End of file: the supervisor is gone, and nobody is left to tell. */
  private static void awaitByte(Lowering l) {
    Address buffer = l.data().buffer("go_byte", 8);
    l.call(Syscall.READ, value(GO_READ), buffer, value(1))
        .retrying(Errno.EINTR)
        .into(RESULT)
        .orGoOn();
    l.s().when(isNot(RESULT, 1), Cloning::exit);
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
    s.when(isNot(RESULT, 0), Cloning::exit);
  }

  private static void exit(Sequence s) {
    s.call(Syscall.EXIT_GROUP, value(1)).orGoOn();
  }
}
