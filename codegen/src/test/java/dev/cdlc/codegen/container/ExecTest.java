package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.Golden;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.codegen.strace.SyscallPrinter;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the executable calls that joins a container. */
class ExecTest {
  @Test
  void callsAreAsReviewed() throws Exception {
    Golden.check("strace/exec.syscalls", printed(inForeground()));
    Golden.check("strace/exec-detached.syscalls", printed(detached()));
  }

  @ParameterizedTest
  @EnumSource
  void executableOfEachMachineIsMadeAgain(Target target) {
    assertThat(executable(inForeground(), target)).isEqualTo(executable(inForeground(), target));
    assertThat(executable(detached(), target)).isEqualTo(executable(detached(), target));
  }

  private static ExecPlan inForeground() {
    return new ExecPlan(4711, 5000)
        .cgroup(new SupervisorAction.EnterCgroup("/sys/fs/cgroup/pids/cdlc-oci/web"))
        .cpus(0, 1, 64)
        .terminal()
        .run("sh");
  }

  private static ExecPlan detached() {
    return new ExecPlan(4711, 5000)
        .namespaces(Namespace.USER, Namespace.MNT, Namespace.CGROUP)
        .cgroup(new SupervisorAction.OpenCgroup("/sys/fs/cgroup/cdlc-oci/web"))
        .console(Path.of("/run/console.sock"))
        .detached();
  }

  private static String printed(ExecPlan plan) {
    return SyscallPrinter.print(Emit.program(plan.plan(), Target.X86_64));
  }

  private static byte[] executable(ExecPlan plan, Target target) {
    return Codegen.generate(Emit.program(plan.plan(), target), target, Host.NOTE);
  }
}
