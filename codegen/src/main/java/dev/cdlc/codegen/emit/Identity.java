package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FindAccount;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.Id.Named;
import dev.cdlc.plan.InitAction.Id.Numeric;
import java.util.List;

/** The user and the groups that the container's command runs as. */
final class Identity {
  private static final int GID_BYTES = 4;
  private static final Cell UID = new Cell("uid");
  private static final Cell GID = new Cell("gid");

  private Identity() {}

  /** What /proc/PID/setgroups of the user namespace says; see user_namespaces(7). */
  enum Setgroups {
    ALLOWED,
    DENIED,
    /** The namespace is joined; where it denies them, nobody in it chooses his groups. */
    UNKNOWN
  }

  static void setUser(Lowering l, InitAction.SetUser action, Setgroups setgroups) {
    Sequence s = l.s();
    int site = l.site(Fault.USER, "cannot become user " + text(action.uid()));
    s.note(site);
    findUser(l, action);
    if (setgroups != Setgroups.DENIED) {
      setGroups(l, action.groups(), setgroups);
    }
    boolean staysRoot = action.uid().equals(new Numeric(0));
    if (!staysRoot) {
      s.call(Syscall.PRCTL, Processes.PR_SET_KEEPCAPS, value(1), value(0), value(0), value(0))
          .orFail(site);
    }
    s.call(Syscall.SETRESGID, value(GID), value(GID), value(GID)).orFail(site);
    s.call(Syscall.SETRESUID, value(UID), value(UID), value(UID)).orFail(site);
    if (!staysRoot) {
      Capabilities.raisePermitted(l);
    }
  }

  private static void findUser(Lowering l, InitAction.SetUser action) {
    switch (action.uid()) {
      case Numeric(long uid) -> {
        l.s().move(UID, value(uid));
        action.gid().ifPresentOrElse(gid -> findGroup(l, gid), () -> findGroupOf(l, uid));
      }
      case Named(String name) -> {
        FindAccount.byName(l.s(), l.text("/etc/passwd"), l.text(name));
        l.s().when(failed(FindAccount.RESULT), unknown -> unknown.fail(FindAccount.RESULT));
        l.s().move(UID, value(FindAccount.ID));
        l.s().move(GID, value(FindAccount.GROUP));
        action.gid().ifPresent(gid -> findGroup(l, gid));
      }
    }
  }

  /** The gid of a numeric user is in the root's passwd; a user that is not there gets 0. */
  private static void findGroupOf(Lowering l, long uid) {
    l.s().move(GID, value(0));
    FindAccount.byId(l.s(), l.text("/etc/passwd"), value(uid));
    l.s().when(succeeded(FindAccount.RESULT), found -> found.move(GID, value(FindAccount.GROUP)));
  }

  private static void findGroup(Lowering l, InitAction.Id group) {
    l.s().move(GID, resolve(l, group));
  }

  private static Operand resolve(Lowering l, InitAction.Id group) {
    return switch (group) {
      case Numeric(long gid) -> value(gid);
      case Named(String name) -> {
        l.s().note(l.site(Fault.USER, "cannot find group " + name));
        FindAccount.byName(l.s(), l.text("/etc/group"), l.text(name));
        l.s().when(failed(FindAccount.RESULT), unknown -> unknown.fail(FindAccount.RESULT));
        yield value(FindAccount.ID);
      }
    };
  }

  private static void setGroups(Lowering l, List<InitAction.Id> groups, Setgroups setgroups) {
    Address list = l.data().buffer("groups", (groups.size() + 1) * GID_BYTES);
    for (int i = 0; i < groups.size(); i++) {
      l.s().store(Width.WORD, list, value((long) i * GID_BYTES), resolve(l, groups.get(i)));
    }
    PendingCall call = l.call(Syscall.SETGROUPS, value(groups.size()), list);
    if (setgroups == Setgroups.UNKNOWN && groups.isEmpty()) {
      call.ignoring(Errno.EPERM);
    }
    call.orFail(l.site(Fault.USER, "cannot set the groups"));
  }

  /** A user of the container, by its number. */
  static Operand uid(Lowering l, InitAction.Id user) {
    return switch (user) {
      case Numeric(long uid) -> value(uid);
      case Named(String name) -> {
        l.s().note(l.site(Fault.USER, "cannot find user " + name));
        FindAccount.byName(l.s(), l.text("/etc/passwd"), l.text(name));
        l.s().when(failed(FindAccount.RESULT), unknown -> unknown.fail(FindAccount.RESULT));
        yield value(FindAccount.ID);
      }
    };
  }

  private static String text(InitAction.Id id) {
    return switch (id) {
      case Numeric(long value) -> Long.toString(value);
      case Named(String value) -> value;
    };
  }
}
