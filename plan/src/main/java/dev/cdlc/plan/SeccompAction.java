package dev.cdlc.plan;

/** What happens to a system call: SECCOMP_RET_* of seccomp(2). */
public sealed interface SeccompAction {
  /** The process ends by SIGSYS. */
  record KillProcess() implements SeccompAction {}

  /** The calling thread ends by SIGSYS. */
  record KillThread() implements SeccompAction {}

  /** The thread receives a SIGSYS that it may handle. */
  record Trap() implements SeccompAction {}

  /**
   * The call fails.
   *
   * @param errno from 0 to 4095; with 0 the call does nothing and succeeds
   */
  record Deny(int errno) implements SeccompAction {
    public Deny {
      if (errno < 0 || errno > MOST_ERRNO) {
        throw new IllegalArgumentException("no errno: " + errno);
      }
    }
  }

  /** A listener decides. */
  record Notify() implements SeccompAction {}

  /**
   * A tracer decides; without one the call fails with ENOSYS.
   *
   * @param message what the tracer reads by PTRACE_GETEVENTMSG, from 0 to 65535
   */
  record Trace(int message) implements SeccompAction {
    public Trace {
      if (message < 0 || message > MOST_MESSAGE) {
        throw new IllegalArgumentException("no message: " + message);
      }
    }
  }

  /** The call is made, and logged. */
  record Log() implements SeccompAction {}

  /** The call is made. */
  record Allow() implements SeccompAction {}

  /** MAX_ERRNO of linux/err.h. */
  int MOST_ERRNO = 4095;

  /** SECCOMP_RET_DATA of linux/seccomp.h. */
  int MOST_MESSAGE = 0xffff;

  /** Whether the call can be made for all that the filter itself decides. */
  default boolean lets() {
    return switch (this) {
      case Allow _, Log _, Trace _ -> true;
      case KillProcess _, KillThread _, Trap _, Deny _, Notify _ -> false;
    };
  }
}
