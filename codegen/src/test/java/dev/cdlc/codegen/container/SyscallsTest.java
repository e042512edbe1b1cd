package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.Golden;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.codegen.strace.SyscallPrinter;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a container's executable will do can be read, and is the same each time it is made. */
class SyscallsTest {
  private static final int SIZE_LIMIT = 32 * 1024;

  @Test
  void printsEveryProcessOfAContainer() throws Exception {
    Golden.check(
        "strace/container.syscalls",
        SyscallPrinter.print(Emit.program(sample().plan(), Target.X86_64)));
  }

  @ParameterizedTest
  @EnumSource
  void makesTheSameSmallExecutableAgain(Target target) {
    byte[] bytes = executable(target);
    assertThat(executable(target)).isEqualTo(bytes);
    assertThat(bytes).hasSizeLessThan(SIZE_LIMIT);
  }

  private static byte[] executable(Target target) {
    return Codegen.generate(Emit.program(sample().plan(), target), target, Host.NOTE);
  }

  private static SamplePlan sample() {
    return new SamplePlan(Path.of("/srv/root"))
        .named("sample")
        .limit(
            new SupervisorAction.LimitCgroup(
                Controller.PIDS,
                List.of(new CgroupFile("pids.max", "20")),
                List.of(new CgroupFile("pids.max", "20"))))
        .mount(
            SamplePlan.proc(),
            SamplePlan.tmpfs("/tmp", "mode", "1777"),
            new InitAction.Bind("/srv/site", "/site", true, List.of(MountAttribute.RDONLY), false))
        .path(
            new InitAction.Symlink("/proc/self/fd", "/dev/fd", false),
            new InitAction.MaskPath("/proc/keys"))
        .identity(
            new InitAction.SetUser(
                new InitAction.Id.Numeric(33),
                Optional.of(new InitAction.Id.Numeric(33)),
                List.of()),
            new InitAction.NoNewPrivileges())
        .run("sh", "-c", "exec serve");
  }
}
