package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.InitAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failure says what, where and why, has its own status, and leaves nothing. */
class FailureTest extends ContainerTest {
  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void namesAMissingRoot() throws Exception {
    var outcome = run(new SamplePlan(Path.of("/no/such/root")));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .isEqualTo(
            """
            error[CDL7010]: sample.cdl:13:3: cannot open the root folder /no/such/root: ENOENT (No such file or directory)
              help: `root` names a folder that holds the container's files; make it first
            """);
  }

  @Test
  void namesAMissingBindSource() throws Exception {
    var outcome = run(shell("true").mount(bind("/no/such/source", "/srv")));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith(
            "error[CDL7012]: sample.cdl:15:3: cannot mount /no/such/source on /srv: ENOENT (No such"
                + " file or directory)\n  help: ");
    assertThat(root.resolve("srv")).doesNotExist();
  }

  @Test
  void letsNoTextOfASourceReachTheTerminalRaw() throws Exception {
    var outcome = run(new SamplePlan(Path.of("/no\n\u001b[31m")));
    assertThat(outcome.err()).contains("cannot open the root folder /no\\012\\033[31m: ENOENT");
  }

  @Test
  void namesAMountOptionThatTheKernelRefuses() throws Exception {
    var outcome = run(shell("true").mount(SamplePlan.tmpfs("/tmp", "size", "many")));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith(
            "error[CDL7011]: sample.cdl:15:3: cannot mount tmpfs on /tmp with size=many: E");
  }

  @Test
  void hasItsOwnStatusForACommandThatIsMissing() throws Exception {
    var outcome = run(new SamplePlan(root).run("/bin/missing"));
    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.err())
        .startsWith(
            "error[CDL7030]: sample.cdl:20:3: cannot run /bin/missing: ENOENT (No such file or"
                + " directory)\n  help: the root has no such file");
  }

  @Test
  void saysWhereACommandWasLookedFor() throws Exception {
    var plan =
        new SamplePlan(root)
            .run("missing")
            .environment(new EnvironmentEntry.Set("PATH", "/bin:/opt"));
    var outcome = run(plan);
    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.err()).endsWith("  help: not found along PATH=/bin:/opt\n");
  }

  @Test
  void hasItsOwnStatusForACommandThatCannotBeExecuted() throws Exception {
    Files.writeString(root.resolve("data"), "no program");
    var denied = run(new SamplePlan(root).run("/data"));
    assertThat(denied.status()).isEqualTo(126);
    assertThat(denied.err()).contains("cannot run /data: EACCES (Permission denied)");
    Host.write(root.resolve("data"), "no program");
    var unknown = run(new SamplePlan(root).run("/data"));
    assertThat(unknown.status()).isEqualTo(126);
    assertThat(unknown.err()).contains("cannot run /data: ENOEXEC (Exec format error)");
  }

  @Test
  void namesAnUnknownUser() throws Exception {
    Host.write(root.resolve("etc/passwd"), "daemon:x:1:1::/:\n");
    var plan =
        shell("true")
            .identity(
                new InitAction.SetUser(
                    new InitAction.Id.Named("web"), Optional.empty(), List.of()));
    var outcome = run(plan);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot become user web: ENOENT (No such file or directory)\n  help: the root's");
  }

  @Test
  void writesOneMessageWhereStandardErrorIsClosed() throws Exception {
    var outcome = Host.script("\"$1\" 2>&-; echo $?", new SamplePlan(root).run("/none"), folder);
    assertThat(outcome.out()).isEqualTo("127\n");
  }

  private static InitAction.Bind bind(String source, String target) {
    return new InitAction.Bind(source, target, false, List.of(), false);
  }
}
