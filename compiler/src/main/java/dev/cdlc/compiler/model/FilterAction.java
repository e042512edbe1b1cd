package dev.cdlc.compiler.model;

import dev.cdlc.plan.SeccompAction;

/** SCMP_ACT_* of the runtime specification, config-linux.md, "Seccomp". */
public enum FilterAction {
  KILL,
  KILL_THREAD,
  KILL_PROCESS,
  TRAP,
  ERRNO,
  TRACE,
  ALLOW,
  LOG,
  NOTIFY;

  /** The largest number that belongs to it; 0 where none does. */
  public int mostNumber() {
    return switch (this) {
      case ERRNO -> SeccompAction.MOST_ERRNO;
      case TRACE -> SeccompAction.MOST_MESSAGE;
      case KILL, KILL_THREAD, KILL_PROCESS, TRAP, ALLOW, LOG, NOTIFY -> 0;
    };
  }

  /**
   * What happens to a call.
   *
   * @param number the error of ERRNO or the message of TRACE, up to {@link #mostNumber}; others
   *     have none
   */
  public SeccompAction with(int number) {
    return switch (this) {
      case KILL, KILL_THREAD -> new SeccompAction.KillThread();
      case KILL_PROCESS -> new SeccompAction.KillProcess();
      case TRAP -> new SeccompAction.Trap();
      case ERRNO -> new SeccompAction.Deny(number);
      case TRACE -> new SeccompAction.Trace(number);
      case ALLOW -> new SeccompAction.Allow();
      case LOG -> new SeccompAction.Log();
      case NOTIFY -> new SeccompAction.Notify();
    };
  }
}
