package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.EnvironmentEntry;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a container's command gets from its caller, and what the caller gets back. */
class LaunchTest extends ContainerTest {
  @Test
  void passesOutputArgumentsAndStatusOn() throws Exception {
    var plan =
        new SamplePlan(root)
            .mount(SamplePlan.proc())
            .run("/bin/sh", "-c", "echo $$ \"$@\"; hostname; exit 7", "sh");
    var outcome = run(plan, "one", "two");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("1 one two\nsample\n");
    assertThat(outcome.status()).isEqualTo(7);
  }

  @Test
  void reportsASignalAsShellsDo() throws Exception {
    var outcome = run(shell("kill -9 $$ & sh -c 'kill -USR1 $$'; exit $?"));
    assertThat(outcome.status()).isEqualTo(128 + 10);
  }

  @Test
  void passesOnlyStandardFilesOn() throws Exception {
    var plan = shell("ls /proc/self/fd | wc -w");
    var outcome = Host.script("exec 7</ 9</etc/passwd; exec \"$1\"", plan, folder);
    assertThat(outcome.out()).as("0, 1, 2 and that of ls").isEqualTo("4\n");
  }

  @Test
  void fillsClosedStandardFiles() throws Exception {
    var plan = shell("readlink /proc/self/fd/0; readlink /proc/self/fd/2");
    var outcome = Host.script("exec \"$1\" <&- 2>&-", plan, folder);
    assertThat(outcome.out()).isEqualTo("/dev/null\n/dev/null\n");
  }

  @Test
  void resetsSignalsThatTheCallerIgnores() throws Exception {
    var plan = shell("").run("/bin/grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status");
    var outcome = Host.script("trap '' TERM INT PIPE CHLD; exec \"$1\"", plan, folder);
    assertThat(outcome.out().lines().map(line -> line.split("\t", -1)[1]))
        .containsExactly("0000000000000000", "0000000000000000");
  }

  @Test
  void givesTheEnvironmentThatIsSetOrPassed() throws Exception {
    var plan =
        new SamplePlan(root)
            .run("/bin/env")
            .environment(
                new EnvironmentEntry.Set("A", "1=2"),
                new EnvironmentEntry.Pass("CALLERS"),
                new EnvironmentEntry.Pass("CALL"),
                new EnvironmentEntry.Pass("MISSING"));
    var outcome = Host.script("CALLERS=x=y CALL=z SECRET=s exec \"$1\"", plan, folder);
    assertThat(outcome.out()).isEqualTo("A=1=2\nCALLERS=x=y\nCALL=z\n");
  }

  @Test
  void findsACommandAlongItsOwnPath() throws Exception {
    Host.write(root.resolve("opt/tool"), "#!/bin/sh\necho found $0 $1\n");
    Host.write(root.resolve("denied/tool"), "");
    Files.setPosixFilePermissions(root.resolve("denied/tool"), Set.of());
    var plan =
        new SamplePlan(root)
            .run("tool", "x")
            .environment(new EnvironmentEntry.Set("PATH", "/nowhere:/denied:/opt:/bin"));
    assertThat(run(plan).out()).isEqualTo("found /opt/tool x\n");
  }

  @Test
  void findsACommandAlongThePathOfItsCaller() throws Exception {
    Host.write(root.resolve("opt/tool"), "#!/bin/sh\necho found $0\n");
    var plan = new SamplePlan(root).run("tool").environment(new EnvironmentEntry.Pass("PATH"));
    var outcome = Host.script("PATH=/nowhere:/opt:/bin exec \"$1\"", plan, folder);
    assertThat(outcome.out()).isEqualTo("found /opt/tool\n");
    var without = Host.script("unset PATH; exec \"$1\"", plan.run("true"), folder);
    assertThat(without.status()).isZero();
  }

  @Test
  void looksForNoCommandWithANameThatNoFileCanHave() throws Exception {
    var plan =
        new SamplePlan(root)
            .run("x".repeat(300_000))
            .environment(new EnvironmentEntry.Pass("PATH"));
    var outcome = run(plan);
    assertThat(outcome.status()).isEqualTo(126);
    assertThat(outcome.err()).contains("ENAMETOOLONG");
  }

  @Test
  void runsFromSealedMemory() throws Exception {
    var plan = shell("echo up; read end");
    String script = Host.STARTED + "readlink /proc/$supervisor/exe; exec 3>&-; wait";
    var outcome = Host.script(script, plan, folder);
    assertThat(outcome.out()).startsWith("/memfd:cdlc");
  }

  @Test
  void runsFromItsFileWhereMemoryMayNotBeExecuted() throws Exception {
    String withoutMemory =
        """
        unshare --fork --pid --mount-proc sh -c '
          echo 2 > /proc/sys/vm/memfd_noexec || exit 77
          exec "$1"' sh "$1"
        """;
    var outcome = Host.script(withoutMemory, shell("exit 3"), folder);
    Assumptions.assumeTrue(outcome.status() != 77, "needs vm.memfd_noexec, of Linux 6.3");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isEqualTo(3);
  }

  @Test
  void startsInItsWorkingFolder() throws Exception {
    Files.createDirectories(root.resolve("srv/data"));
    assertThat(run(shell("pwd").in("/srv/data")).out()).isEqualTo("/srv/data\n");
  }

  @Test
  void neverStartsInAFolderOfTheHost() throws Exception {
    for (int fd = 3; fd < 12; fd++) {
      var outcome = run(shell("pwd").in("/proc/self/fd/" + fd));
      assertThat(outcome.status()).as("fd %d: %s", fd, outcome).isEqualTo(125);
    }
  }
}
