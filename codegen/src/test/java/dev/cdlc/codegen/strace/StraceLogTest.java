package dev.cdlc.codegen.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StraceLogTest {
  @Test
  void splitsByProcessAndJoinsInterruptedCalls() {
    List<TracedProcess> processes =
        processes(
            """
            7 getpid() = 7
            8 read(3,  <unfinished ...>
            7 close(3) = 0
            8 <... read resumed>"a", 1) = 1
            """);
    assertThat(processes).extracting(TracedProcess::pid).containsExactly(7L, 8L);
    assertThat(texts(processes.getFirst())).containsExactly("getpid() = 7", "close(3) = 0");
    assertThat(texts(processes.getLast())).containsExactly("read(3, \"a\", 1) = 1");
    assertThat(processes.getLast().calls().getFirst().line()).isEqualTo(2);
  }

  @Test
  void keepsTheLastOfACallThatASignalMadeTheKernelRepeat() {
    List<TracedProcess> processes =
        processes(
            """
            7 read(3, 0x1, 1) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)
            7 --- SIGWINCH {si_signo=28, si_code=0x80} ---
            7 read(3, "a", 1) = 1
            7 nanosleep({tv_sec=1, tv_nsec=0}, NULL) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)
            7 restart_syscall(<... resuming interrupted nanosleep ...>) = 0
            """);
    List<TracedCall> calls = processes.getFirst().calls();
    assertThat(calls).extracting(TracedCall::name).containsExactly("read", "nanosleep");
    assertThat(calls)
        .extracting(TracedCall::outcome)
        .containsExactly(new TracedCall.Outcome.Returned(1), new TracedCall.Outcome.Returned(0));
  }

  @Test
  void knowsWhoWasKilledAndInWhichCall() {
    TracedProcess process =
        processes(
                """
                7 read(3,  <unfinished ...>
                7 +++ killed by SIGKILL +++
                """)
            .getFirst();
    assertThat(process.killed()).isTrue();
    assertThat(process.calls().getFirst().outcome()).isEqualTo(new TracedCall.Outcome.Never());
  }

  @Test
  void readsEveryOutcome() {
    List<TracedProcess> processes =
        processes(
            """
            7 close(3) = -1 EBADF (Bad file descriptor)
            7 mmap(NULL, 4096, 0x3, 0x22, -1, 0) = 0x7f0000000000
            7 ppoll([{fd=3, events=0x1}], 1, NULL, NULL, 8) = 1 ([{fd=3, revents=0x1}])
            7 exit_group(0) = ?
            """);
    assertThat(processes.getFirst().calls())
        .extracting(TracedCall::outcome)
        .containsExactly(
            new TracedCall.Outcome.Failed("EBADF"),
            new TracedCall.Outcome.Returned(0x7f0000000000L),
            new TracedCall.Outcome.Returned(1),
            new TracedCall.Outcome.Never());
  }

  @Test
  void leavesOutTheStartAndWhatIsNoCall() {
    assertThat(
            processes(
                    """
                    strace: Process 8 attached
                    7 execve("./x", ["./x"], 0x1 /* 1 var */) = 0
                    7 getpid() = 7
                    7 +++ exited with 0 +++
                    """)
                .getFirst()
                .calls())
        .hasSize(1);
    assertThat(processes("")).isEmpty();
  }

  private static List<TracedProcess> processes(String log) {
    return StraceLog.parse(log).processes();
  }

  private static List<String> texts(TracedProcess process) {
    return process.calls().stream().map(TracedCall::text).toList();
  }
}
