package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Terminal;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.InitAction;

/** The init's own settings that need one call each. */
final class Settings {
  private Settings() {}

  /** The file is named by the host's proc(5), which the init still sees. */
  static void adjustOomScore(Lowering l, InitAction.AdjustOomScore action) {
    int site = l.site(Fault.OOM_SCORE, "cannot adjust the OOM score by " + action.score());
    WriteFile.call(
        l.s(),
        Fcntl.AT_FDCWD,
        l.text("/proc/self/oom_score_adj"),
        l.text(Integer.toString(action.score())));
    if (action.dispensable()) {
      String without = "the OOM score cannot be adjusted here; it stays as the caller's";
      l.s().when(failed(WriteFile.RESULT), refused -> Dispensable.note(l.in(refused), without));
    } else {
      l.s().note(site);
      l.s().when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
    }
  }

  /** Through the host's proc(5) as well: the container's own may be read-only by now, or absent. */
  static void setSysctl(Lowering l, InitAction.SetSysctl action) {
    String said = action.name() + "=" + action.value();
    int site = l.site(Fault.SETTING, "cannot set the sysctl " + said);
    WriteFile.call(
        l.s(),
        Fcntl.AT_FDCWD,
        l.text("/proc/sys/" + action.name().replace('.', '/')),
        l.text(action.value()));
    l.s().note(site);
    l.s().when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
  }

  static void hideFromPtrace(Lowering l) {
    l.call(Syscall.PRCTL, Processes.PR_SET_DUMPABLE, value(0), value(0), value(0), value(0))
        .orFail(l.site(Fault.SETTING, "cannot hide the init from ptrace"));
  }

  static void joinSessionKeyring(Lowering l, InitAction.JoinSessionKeyring action) {
    l.call(
            Syscall.KEYCTL,
            Processes.KEYCTL_JOIN_SESSION_KEYRING,
            l.text(action.name()),
            value(0),
            value(0),
            value(0))
        .ignoring(Errno.ENOSYS)
        .orFail(l.site(Fault.SETTING, "cannot make a session keyring"));
  }

  static void umask(Lowering l, InitAction.Umask action) {
    l.call(Syscall.UMASK, new Constant(action.mask(), "0" + Integer.toOctalString(action.mask())))
        .orGoOn();
  }

  static void setHostname(Lowering l, InitAction.SetHostname action) {
    String hostname = action.hostname();
    l.call(Syscall.SETHOSTNAME, l.text(hostname), value(hostname.getBytes(UTF_8).length))
        .orFail(l.site(Fault.SETTING, "cannot set the host name to " + hostname));
  }

  static void setDomainname(Lowering l, InitAction.SetDomainname action) {
    String domainname = action.domainname();
    l.call(Syscall.SETDOMAINNAME, l.text(domainname), value(domainname.getBytes(UTF_8).length))
        .orFail(l.site(Fault.SETTING, "cannot set the domain name to " + domainname));
  }

  static void setPersonality(Lowering l, InitAction.SetPersonality action) {
    ExecutionDomain domain = action.domain();
    l.call(Syscall.PERSONALITY, new Constant(domain.number(), domain.constantName()))
        .orFail(l.site(Fault.SETTING, "cannot set the personality to " + domain.constantName()));
  }

  /**
   * The session of the caller's terminal is kept where the container shares that terminal. Its
   * processes may then read and write there, but not type for whoever reads it after them.
   */
  static void newSession(Lowering l, Target target) {
    int site = l.site(Fault.SETTING, "cannot start a session");
    l.s()
        .choose(
            is(Terminal.SHARED, 0),
            own -> own.call(Syscall.SETSID).orFail(site),
            shared -> Filters.forbidTyping(l.in(shared), target));
  }

  static void noNewPrivileges(Lowering l) {
    l.call(Syscall.PRCTL, Processes.PR_SET_NO_NEW_PRIVS, value(1), value(0), value(0), value(0))
        .orFail(l.site(Fault.SETTING, "cannot set no-new-privs"));
  }
}
