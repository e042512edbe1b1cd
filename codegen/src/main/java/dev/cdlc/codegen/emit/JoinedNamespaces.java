package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.Namespace;
import java.util.Locale;

/** Namespaces that exist when the container starts, by their paths. */
final class JoinedNamespaces {
  /** A path may lead to anything: opening it must neither wait nor gain a terminal. */
  private static final Constant HARMLESS =
      Flags.or(Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_NOCTTY, Fcntl.O_CLOEXEC);

  private static final Cell TYPE = new Cell("namespace_type");
  private static final Cell ERROR = new Cell("namespace_error");

  private JoinedNamespaces() {}

  /** The other kind is an EINVAL, as setns(2) would have it. */
  static void open(Lowering l, Action.OpenNamespace action) {
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
  }

  static void enter(Lowering l, Action.EnterNamespace action) {
    int site = site(l, action.kind(), action.path());
    if (l.step().actor() == Actor.SUPERVISOR) {
      keepOwn(l, action.kind(), site);
    }
    call(l, joined(action.kind()), action.kind(), site);
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

  /** An open fd would keep a namespace that nothing else needs any more. */
  static void leave(Lowering l, Action.LeaveNamespace action) {
    String what = "cannot go back to the %s namespace of the host".formatted(word(action.kind()));
    call(l, own(action.kind()), action.kind(), l.site(Fault.JOIN, what));
    l.call(Syscall.CLOSE, value(own(action.kind()))).orGoOn();
    l.call(Syscall.CLOSE, value(joined(action.kind()))).orGoOn();
  }

  private static void call(Lowering l, Cell namespace, Namespace kind, int site) {
    l.call(Syscall.SETNS, value(namespace), Cloning.flag(kind)).orFail(site);
  }

  private static int site(Lowering l, Namespace kind, String path) {
    return l.site(Fault.JOIN, "cannot join the %s namespace %s".formatted(word(kind), path));
  }

  private static Cell joined(Namespace kind) {
    return new Cell("joined_" + word(kind));
  }

  private static Cell own(Namespace kind) {
    return new Cell("own_" + word(kind));
  }

  /** As proc_pid_ns(5) names it. */
  private static String word(Namespace kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
