package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what the supervisor has done: the init, what it started, and the cgroups, that which
 * tracks last. Where there was an init, its poststop hooks come last of all.
 */
public final class Undo {
  private static final String NAME = "undo";

  private static final int SIGINFO_BYTES = 128;

  private Undo() {}

  public static void call(Sequence s) {
    s.run(NAME);
  }

  /**
   * @param connected whether a program connects its network
   * @param named whether the source names the cgroup, which then may not be the container's alone
   */
  static Routine routine(
      Data data,
      boolean connected,
      List<Hierarchy> hierarchies,
      boolean named,
      Optional<Routine> poststop) {
    Sequence s = Sequence.ofRoutine();
    s.when(isNot(Variables.INIT, 0), init -> killInit(init, data));
    if (connected) {
      NetworkEnd.end(s, data);
    }
    for (Hierarchy hierarchy : hierarchies.reversed()) {
      if (named) {
        ReleaseCgroup.call(s, hierarchy);
      } else {
        RemoveCgroup.call(s, hierarchy);
      }
    }
    if (named) {
      s.when(isNot(DetachDevicePrograms.ATTACHED, 0), DetachDevicePrograms::call);
    }
    poststop.ifPresent(hooks -> s.when(isNot(Variables.PIDFD, 0), made -> made.run(hooks.name())));
    return new Routine(NAME, s.instructions());
  }

  private static void killInit(Sequence s, Data data) {
    s.call(Syscall.PIDFD_SEND_SIGNAL, value(Variables.PIDFD), Signals.SIGKILL, value(0), value(0))
        .orGoOn();
    awaitInit(s, data);
  }

  /** Leaves how the init ended in {@link #siginfo}. */
  static void awaitInit(Sequence s, Data data) {
    s.call(
            Syscall.WAITID,
            Processes.P_PIDFD,
            value(Variables.PIDFD),
            siginfo(data),
            Processes.WEXITED,
            value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
    s.move(Variables.INIT, value(0));
  }

  static Address siginfo(Data data) {
    return data.buffer("siginfo", SIGINFO_BYTES);
  }
}
