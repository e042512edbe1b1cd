package dev.cdlc.codegen.seccomp;

import dev.cdlc.plan.SeccompAction;

/** What filters return: SECCOMP_RET_* of linux/seccomp.h. */
final class Answers {
  private static final int KILL_PROCESS = 0x8000_0000;
  private static final int KILL_THREAD = 0;
  private static final int TRAP = 0x0003_0000;
  private static final int ERRNO = 0x0005_0000;
  private static final int USER_NOTIF = 0x7fc0_0000;
  private static final int TRACE = 0x7ff0_0000;
  private static final int LOG = 0x7ffc_0000;
  private static final int ALLOW = 0x7fff_0000;

  private Answers() {}

  static int of(SeccompAction action) {
    return switch (action) {
      case SeccompAction.KillProcess() -> KILL_PROCESS;
      case SeccompAction.KillThread() -> KILL_THREAD;
      case SeccompAction.Trap() -> TRAP;
      case SeccompAction.Deny(int errno) -> ERRNO | errno;
      case SeccompAction.Notify() -> USER_NOTIF;
      case SeccompAction.Trace(int message) -> TRACE | message;
      case SeccompAction.Log() -> LOG;
      case SeccompAction.Allow() -> ALLOW;
    };
  }
}
