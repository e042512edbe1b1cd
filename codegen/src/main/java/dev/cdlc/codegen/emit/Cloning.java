package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.Terminal;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;

/** How the init comes to life. */
final class Cloning {
  private static final long PAGE_BYTES = 4096;
  static final long CLONE_ARGS_BYTES = 88;
  private static final long FLAGS = 0;
  private static final long CGROUP = 80;
  private static final Cell CLONE_FLAGS = new Cell("clone_flags");

  private static final Cell JOINER = new Cell("joiner");
  private static final Cell NONE = new Cell("no_init");

  /** A sibling of its cloner has its cloner's; see clone(2), CLONE_PARENT. */
  private static final Constant NO_SIGNAL = new Constant(0, "0");

  private Cloning() {}

  /** {@code init} holds all that the init does until execve(2). */
  static void clone(Lowering l, SupervisorAction.Clone action, Sequence init, HostTrees trees) {
    Sequence s = l.s();
    prepare(l, trees);
    Address args = l.data().variable("clone_args", cloneArgs(l.data(), action.namespaces()));
    enterCgroup(s, args, action.namespaces());
    s.call(Syscall.CLONE3, args, value(CLONE_ARGS_BYTES))
        .fork("init", Variables.INIT, init, l.site(Fault.NAMESPACES, "cannot make the namespaces"));
    s.load(Variables.PIDFD, Width.WORD, pidfd(l.data()), value(0));
    trees.close(s);
  }

  /**
   * {@code joiner} holds what is entered before. The init is the supervisor's child, not the
   * joiner's, whose pid namespace is the supervisor's: so both know the init by the same pid.
   */
  static void cloneThrough(
      Lowering l, SupervisorAction.Clone action, Sequence joiner, Sequence init, HostTrees trees) {
    prepare(l, trees);
    int site = l.site(Fault.NAMESPACES, "cannot make the namespaces");
    Constant flags = Flags.or(Processes.CLONE_PARENT, flags(action.namespaces()));
    Address args = l.data().variable("clone_args", args(flags, new Part.Zero(8), NO_SIGNAL));
    enterCgroup(joiner, args, action.namespaces());
    cloneSibling(joiner, args, init, site);
    cloneJoiner(l, childArgs(l.data()), joiner, site);
    trees.close(l.s());
  }

  /** The same into a container that runs. */
  static void cloneInto(Lowering l, Sequence joiner, Sequence init, HostTrees trees) {
    prepare(l, trees);
    int site = l.site(Fault.RUNNING, "cannot clone a process in the container");
    List<Part> sibling = args(Processes.CLONE_PARENT, new Part.Zero(8), NO_SIGNAL);
    cloneSibling(joiner, l.data().constant(sibling), init, site);
    cloneJoiner(l, childOfContainer(l), joiner, site);
  }

  private static void cloneJoiner(Lowering l, Address args, Sequence joiner, int site) {
    Sequence s = l.s();
    s.call(Syscall.CLONE3, args, value(CLONE_ARGS_BYTES)).fork("joiner", JOINER, joiner, site);
    s.call(Syscall.WAITID, Processes.P_PID, value(JOINER), value(0), Processes.WEXITED, value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
    s.load(Variables.INIT, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_INIT));
    s.when(
        is(Variables.INIT, 0),
        none -> {
          none.move(NONE, new Constant(-Errno.ESRCH.number(), "-ESRCH"));
          none.fail(NONE);
        });
    s.call(Syscall.PIDFD_OPEN, value(Variables.INIT), value(0)).into(Variables.PIDFD).orFail(site);
  }

  private static void cloneSibling(Sequence joiner, Address args, Sequence init, int site) {
    joiner
        .call(Syscall.CLONE3, args, value(CLONE_ARGS_BYTES))
        .fork("init", Variables.INIT, init, site);
    joiner.store(
        Width.WORD, value(Variables.PAGE), value(Variables.PAGE_INIT), value(Variables.INIT));
    joiner.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
  }

  private static void prepare(Lowering l, HostTrees trees) {
    sharePage(l);
    Terminal.find(l.s(), l.data());
    Handshake.prepare(l);
    trees.open(l);
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

  private static List<Part> cloneArgs(Data data, List<Namespace> namespaces) {
    Constant flags = Flags.or(Processes.CLONE_PIDFD, flags(namespaces));
    return args(flags, Data.pointer(pidfd(data)), Signals.SIGCHLD);
  }

  /** The same of one that starts in the cgroup of v2 that a running container is in, if any. */
  static Address childOfContainer(Lowering l) {
    Address args =
        l.data().variable("joiner_args", args(flags(List.of()), new Part.Zero(8), Signals.SIGCHLD));
    l.s()
        .when(
            isNot(RunningContainer.CGROUP, 0),
            unified -> intoCgroup(unified, args, RunningContainer.CGROUP));
    return args;
  }

  private static void intoCgroup(Sequence s, Address args, Cell cgroup) {
    orFlags(s, args, Processes.CLONE_INTO_CGROUP);
    s.store(Width.DOUBLE, args, value(CGROUP), value(cgroup));
  }

  /** Those of a child that shares nothing but namespaces, and has a fresh one of these kinds. */
  static Address childArgs(Data data, Namespace... fresh) {
    return data.constant(args(flags(List.of(fresh)), new Part.Zero(8), Signals.SIGCHLD));
  }

  /** struct clone_args of linux/sched.h. */
  private static List<Part> args(Constant flags, Part pidfd, Constant exitSignal) {
    return List.of(
        new Part.Field("flags", Width.DOUBLE, flags),
        pidfd,
        new Part.Zero(16),
        new Part.Field("exit_signal", Width.DOUBLE, exitSignal),
        new Part.Zero(48));
  }

  private static Constant flags(List<Namespace> namespaces) {
    List<Constant> bits = new ArrayList<>();
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
        unified -> intoCgroup(unified, args, Hierarchy.UNIFIED.cgroup()));
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
  static void begin(Sequence init) {
    init.move(Variables.IN_INIT, value(1));
    Handshake.begin(init);
  }
}
