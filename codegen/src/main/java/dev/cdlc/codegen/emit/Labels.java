package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FileSystemType;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.SecurityModule;
import java.util.Locale;
import java.util.Set;

/** What security modules are told of the command, and of the files of mounts. */
final class Labels {
  private static final Cell PROC = new Cell("proc");
  private static final Cell KIND = new Cell("proc_kind");
  private static final Cell FD = new Cell("label_fd");
  private static final Cell WRITTEN = new Cell("label_written");

  /** Whether it was told already that mounts go without a label. */
  private static final Cell TOLD = new Cell("label_told");

  /** Parameters of mounts by which SELinux labels files; see mount(8). */
  private static final Set<String> OPTIONS =
      Set.of("context", "fscontext", "defcontext", "rootcontext");

  private static final String WITHOUT_SELINUX = "SELinux is off on this host, or lacks that label";

  private Labels() {}

  /**
   * The label is written to a file of the proc(5) that stands on /proc by the kernel's word, since
   * a file of somebody else would take it as gladly (CVE-2019-16884); a mount over it is no way to
   * another file either.
   */
  static void setOfCommand(Lowering l, InitAction.SetExecLabel action) {
    String what = "cannot confine the command by " + action.module().text() + ": " + action.label();
    openProc(l, l.site(Fault.LABEL, what));
    l.call(
            Syscall.OPENAT2,
            value(PROC),
            l.text(file(action)),
            OpenHow.writeWithin(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .ignoring(action.dispensable() ? new Errno[] {Errno.ENOENT} : new Errno[0])
        .into(FD)
        .orFail(l.site(Fault.LABEL, what, new Help(Errno.ENOENT, lacks(action.module()))));
    l.call(Syscall.CLOSE, value(PROC)).orGoOn();
    if (action.dispensable()) {
      l.s().move(WRITTEN, value(FD));
      l.s().when(succeeded(FD), open -> write(l.in(open), action, what));
      l.s().when(failed(WRITTEN), none -> Dispensable.note(l.in(none), without(action)));
    } else {
      write(l, action, what);
    }
  }

  private static void openProc(Lowering l, int site) {
    Address statfs = l.data().buffer("statfs", FileSystemType.STATFS_BYTES);
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/proc"),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(PROC)
        .orFail(site);
    l.call(Syscall.FSTATFS, value(PROC), statfs).orFail(site);
    l.s().load(KIND, Width.DOUBLE, statfs, value(0));
    l.s().when(isNot(KIND, Files.PROC_SUPER_MAGIC), fake -> failAs(fake, Errno.ENODEV));
  }

  private static void failAs(Sequence s, Errno errno) {
    s.move(KIND, new Constant(-errno.number(), "-" + errno.name()));
    s.fail(KIND);
  }

  private static void write(Lowering l, InitAction.SetExecLabel action, String what) {
    String text = command(action);
    dispensable(
            l.call(Syscall.WRITE, value(FD), l.text(text), value(text.getBytes(UTF_8).length)),
            action.dispensable())
        .into(WRITTEN)
        .orFail(l.site(Fault.LABEL, what, helps(action.module())));
    l.call(Syscall.CLOSE, value(FD)).orGoOn();
  }

  /** As proc_pid_attr(5) has it. */
  private static String file(InitAction.SetExecLabel action) {
    return switch (action.module()) {
      case APPARMOR -> "self/attr/apparmor/exec";
      case SELINUX -> "self/attr/exec";
    };
  }

  private static String command(InitAction.SetExecLabel action) {
    return switch (action.module()) {
      case APPARMOR -> "exec " + action.label();
      case SELINUX -> action.label();
    };
  }

  private static Help[] helps(SecurityModule module) {
    return switch (module) {
      case APPARMOR ->
          new Help[] {
            new Help(Errno.ENOENT, "the host has no such profile loaded: see `aa-status`"),
            new Help(Errno.EINVAL, lacks(module))
          };
      case SELINUX -> new Help[] {new Help(Errno.EINVAL, lacks(module))};
    };
  }

  private static String lacks(SecurityModule module) {
    String without = "; `try %s` does without".formatted(module.name().toLowerCase(Locale.ROOT));
    return switch (module) {
      case APPARMOR -> "AppArmor is off on this host" + without;
      case SELINUX -> WITHOUT_SELINUX + without;
    };
  }

  private static String without(InitAction.SetExecLabel action) {
    return "this host has no %s for %s; the command is not confined by it"
        .formatted(action.module().text(), action.label());
  }

  private static PendingCall dispensable(PendingCall call, boolean dispensable) {
    return dispensable ? call.ignoring(Errno.ENOENT, Errno.EINVAL, Errno.EOPNOTSUPP) : call;
  }

  /** Whether an option of a mount is the word of SELinux. */
  static boolean isOption(InitAction.FsOption option) {
    return OPTIONS.contains(option.key());
  }

  static Help optionHelp() {
    return new Help(Errno.EINVAL, WITHOUT_SELINUX + "; `try mount-label` does without");
  }

  /** An option that a kernel may do without. */
  static void tryOption(Lowering l, PendingCall fsconfig, int site) {
    dispensable(fsconfig, true).into(WRITTEN).orFail(site);
    l.s().when(failed(WRITTEN), unknown -> tellOnce(l.in(unknown)));
  }

  private static void tellOnce(Lowering l) {
    l.s()
        .when(
            is(TOLD, 0),
            first -> {
              first.move(TOLD, value(1));
              Dispensable.note(l.in(first), WITHOUT_SELINUX + "; mounts have none");
            });
  }

  /** A mount's own root, not what a link in its place leads to. */
  static void labelMount(Lowering l, InitAction.LabelMount action) {
    String what = "cannot label %s %s".formatted(action.path(), action.label());
    int site = l.site(Fault.LABEL, what, optionHelp());
    l.call(
            Syscall.OPENAT2,
            value(Variables.ROOT),
            l.text(action.path()),
            OpenHow.read(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(FD)
        .orFail(site);
    PendingCall call =
        l.call(
            Syscall.FSETXATTR,
            value(FD),
            l.text("security.selinux"),
            l.text(action.label()),
            value(action.label().getBytes(UTF_8).length),
            value(0));
    if (action.dispensable()) {
      tryOption(l, call, site);
    } else {
      call.orFail(site);
    }
    l.call(Syscall.CLOSE, value(FD)).orGoOn();
  }
}
