package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.util.Locale;

/** Namespaces that exist when the container starts, by their paths. */
final class JoinedNamespaces {
  /** A path may lead to anything: opening it must neither wait nor gain a terminal. */
  private static final Constant HARMLESS =
      Flags.or(Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_NOCTTY, Fcntl.O_CLOEXEC);

  private static final Cell TYPE = new Cell("namespace_type");
  private static final Cell INODE = new Cell("namespace_inode");
  private static final Cell OWN_INODE = new Cell("own_inode");
  private static final Cell ERROR = new Cell("namespace_error");

  private JoinedNamespaces() {}

  /** The other kind is an EINVAL, as setns(2) would have it. */
  static void open(Lowering l, SupervisorAction.OpenNamespace action) {
    int site = site(l, action.kind(), action.path());
    l.call(Syscall.OPENAT, Fcntl.AT_FDCWD, l.text(action.path()), HARMLESS, value(0))
        .into(joined(action.kind()))
        .orFail(site);
    l.call(Syscall.IOCTL, value(joined(action.kind())), Processes.NS_GET_NSTYPE, value(0))
        .into(TYPE)
        .orFail(site);
    l.s()
        .when(
            isNot(TYPE, Cloning.flag(action.kind())),
            other -> {
              other.move(ERROR, new Constant(-Errno.EINVAL.number(), "-EINVAL"));
              other.fail(ERROR);
            });
    if (action.kind() == Namespace.MNT) {
      refuseOwn(l, site);
    }
  }

  /** The init's root becomes that of all who are in its mount namespace. */
  private static void refuseOwn(Lowering l, int site) {
    Sequence s = l.s();
    Cell own = own(Namespace.MNT);
    keepOwn(l, Namespace.MNT, site);
    inode(l, own, OWN_INODE, site);
    inode(l, joined(Namespace.MNT), INODE, site);
    s.call(Syscall.CLOSE, value(own)).orGoOn();
    s.when(
        is(INODE, value(OWN_INODE)),
        same -> {
          same.move(ERROR, new Constant(-Errno.EBUSY.number(), "-EBUSY"));
          same.fail(ERROR);
        });
  }

  private static void inode(Lowering l, Cell namespace, Cell into, int site) {
    Operand buffer = l.data().buffer("statx", Stat.STATX_BYTES);
    l.call(Syscall.STATX, value(namespace), l.text(""), Fcntl.AT_EMPTY_PATH, Stat.STATX_INO, buffer)
        .orFail(site);
    l.s().load(into, Width.DOUBLE, buffer, Stat.STX_INO);
  }

  static void enter(Lowering l, SupervisorAction.EnterNamespace action) {
    int site = site(l, action.kind(), action.path());
    switch (l.step().actor()) {
      case SUPERVISOR -> {
        keepOwn(l, action.kind(), site);
        call(l, joined(action.kind()), action.kind(), site);
      }
      case JOINER -> {
        if (action.kind() == Namespace.USER) {
          call(l, joined(action.kind()), action.kind(), site);
        } else {
          setns(l, joined(action.kind()), action.kind()).into(entered(action.kind())).orGoOn();
        }
      }
      case INIT, COMMAND -> call(l, joined(action.kind()), action.kind(), site);
    }
  }

  /**
   * In a joiner that is in its user namespace, which may own what its caller had no rights over:
   * what could not be entered before.
   */
  static void enterLate(Lowering l, SupervisorAction.EnterNamespace action) {
    if (action.kind() != Namespace.USER) {
      int site = site(l, action.kind(), action.path());
      l.s()
          .when(
              failed(entered(action.kind())),
              again -> call(l.in(again), joined(action.kind()), action.kind(), site));
    }
  }

  private static void keepOwn(Lowering l, Namespace kind, int site) {
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/proc/self/ns/" + word(kind)),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(own(kind))
        .orFail(site);
  }

  static void leave(Lowering l, SupervisorAction.LeaveNamespace action) {
    String what = "cannot go back to the %s namespace of the host".formatted(word(action.kind()));
    call(l, own(action.kind()), action.kind(), l.site(Fault.JOIN, what));
    l.call(Syscall.CLOSE, value(own(action.kind()))).orGoOn();
    close(l, action.kind());
  }

  /** An open fd would keep a namespace that nothing else needs any more. */
  static void close(Lowering l, Namespace kind) {
    l.call(Syscall.CLOSE, value(joined(kind))).orGoOn();
  }

  private static void call(Lowering l, Cell namespace, Namespace kind, int site) {
    setns(l, namespace, kind).orFail(site);
  }

  private static PendingCall setns(Lowering l, Cell namespace, Namespace kind) {
    return l.call(Syscall.SETNS, value(namespace), Cloning.flag(kind));
  }

  private static int site(Lowering l, Namespace kind, String path) {
    return l.site(Fault.JOIN, "cannot join the %s namespace %s".formatted(word(kind), path));
  }

  private static Cell joined(Namespace kind) {
    return new Cell("joined_" + word(kind));
  }

  /** What entering it came to, in a joiner. */
  private static Cell entered(Namespace kind) {
    return new Cell("entered_" + word(kind));
  }

  private static Cell own(Namespace kind) {
    return new Cell("own_" + word(kind));
  }

  /** As proc_pid_ns(5) names it. */
  private static String word(Namespace kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
