package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Capability;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Operator;
import dev.cdlc.plan.SeccompFilter.Rule;
import dev.cdlc.plan.SyscallTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the kernel makes of a filter of system calls. */
class FilterTest extends ContainerTest {
  private static final int SIGSYS = 31;
  private static final SeccompAction EPERM = new SeccompAction.Deny(1);
  private static final SeccompAction ALLOW = new SeccompAction.Allow();
  private static final SeccompAction KILL = new SeccompAction.KillProcess();

  /** A filter that lets all pass but these. */
  static SeccompFilter denying(String... names) {
    return filter(ALLOW, rule(EPERM, names));
  }

  /** One that asks whoever listens at a socket. */
  static SeccompFilter asking(String socket, String... names) {
    return new SeccompFilter(
        ALLOW,
        List.of(),
        List.of(),
        List.of(rule(new SeccompAction.Notify(), names)),
        Optional.of(new SeccompFilter.Listener(socket, "of web")));
  }

  /** A filter that makes a kernel look as if it had no such calls. */
  static SeccompFilter absent(String... names) {
    return filter(ALLOW, rule(new SeccompAction.Deny(Errno.ENOSYS.number()), names));
  }

  @Test
  void deniedCallFailsAndOthersWork() throws Exception {
    var plan = shell("mkdir /dev/x; echo $?; umask; grep Seccomp: /proc/self/status");
    var outcome = run(plan.filter(denying("mkdir", "mkdirat")));
    assertThat(outcome.err()).contains("mkdir").contains("Operation not permitted");
    assertThat(outcome.out()).isEqualTo("1\n0022\nSeccomp:\t2\n");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void deniedCallFailsAsTheRuleSays() throws Exception {
    var filter = filter(ALLOW, rule(new SeccompAction.Deny(28), "mkdir", "mkdirat"));
    assertThat(run(shell("mkdir /x").filter(filter)).err()).contains("No space left on device");
  }

  @Test
  void argumentsDecide() throws Exception {
    var bothSignals =
        filter(
            ALLOW, new Rule(List.of("kill"), EPERM, List.of(new ArgumentTest(1, Operator.EQ, 10))));
    var plan = shell("trap 'echo usr2' USR2; trap 'echo usr1' USR1; kill -USR2 $$; kill -USR1 $$");
    var outcome = run(plan.filter(bothSignals));
    assertThat(outcome.out()).isEqualTo("usr2\n");
    assertThat(outcome.err()).contains("Operation not permitted");
  }

  @Test
  void forbiddenCallKills() throws Exception {
    var plan = shell("mkdir /x; exit 0").filter(filter(ALLOW, rule(KILL, "mkdir", "mkdirat")));
    assertThat(run(plan.shell("exec mkdir /x")).status()).isEqualTo(128 + SIGSYS);
  }

  @Test
  void unknownCallIsNotThere() throws Exception {
    var filter =
        new SeccompFilter(
            KILL,
            List.of(),
            List.of(Flag.TSYNC, Flag.LOG, Flag.SPEC_ALLOW),
            List.of(rule(ALLOW, "execve", "exit_group")),
            Optional.empty());
    var outcome = run(new SamplePlan(root).run("/bin/true").filter(filter));
    assertThat(outcome.status()).as("the first call of its C library").isEqualTo(128 + SIGSYS);
  }

  @Test
  void saysThatTheCommandIsNotThereWhateverTheFilterForbids() throws Exception {
    var filter = filter(KILL, rule(ALLOW, "execve"));
    var outcome = run(new SamplePlan(root).run("/no/such").filter(filter));
    assertThat(outcome.err()).contains("cannot run /no/such: ENOENT").doesNotContain("warning");
    assertThat(outcome.status()).isEqualTo(127);
  }

  @Test
  void saysThatTheFilterDeniesTheCommand() throws Exception {
    var outcome = run(new SamplePlan(root).run("/bin/true").filter(denying("execve")));
    assertThat(outcome.err())
        .contains("error[CDL7030]", "cannot run /bin/true: EPERM", "seccomp", "denies execve");
    assertThat(outcome.status()).isEqualTo(126);
  }

  @Test
  void searchesAlongThePathUnderAFilter() throws Exception {
    var outcome =
        run(
            new SamplePlan(root)
                .run("true")
                .environment(new EnvironmentEntry.Set("PATH", "/no:/bin"))
                .filter(denying("mkdir")));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  /** Without no-new-privs only a privileged process may load it, so it comes before the user. */
  @Test
  void mayBeLoadedBeforePrivilegesAreGivenUp() throws Exception {
    var plan =
        shell("mkdir /x; id -u; grep NoNewPrivs /proc/self/status")
            .identity(
                new InitAction.LoadFilter(denying("mkdir", "mkdirat")),
                new InitAction.SetUser(
                    new InitAction.Id.Numeric(33),
                    Optional.of(new InitAction.Id.Numeric(33)),
                    List.of()),
                new InitAction.SetCapabilities(List.of(), List.of(), List.of(), List.of()));
    var outcome = run(plan);
    assertThat(outcome.err()).contains("Operation not permitted");
    assertThat(outcome.out()).isEqualTo("33\nNoNewPrivs:\t0\n");
  }

  @Test
  void saysWhyItCannotBeLoaded() throws Exception {
    var plan =
        shell("true")
            .identity(
                new InitAction.SetCapabilities(
                    List.of(), List.of(Capability.CAP_KILL), List.of(), List.of()),
                new InitAction.LoadFilter(denying("mkdir")));
    var outcome = run(plan);
    assertThat(outcome.err())
        .contains("error[CDL7023]", "cannot filter system calls: EACCES", "`no-new-privs off`");
    assertThat(outcome.status()).isEqualTo(125);
  }

  @Test
  void saysWhyItCannotBeLoadedLast() throws Exception {
    Rule[] rules =
        SyscallTable.names().stream()
            .map(name -> new Rule(List.of(name), KILL, distinctTests(name)))
            .toArray(Rule[]::new);
    var outcome = run(shell("true").filter(filter(ALLOW, rules)));
    assertThat(outcome.err())
        .contains("error[CDL7023]", "cannot filter system calls: EINVAL", "too long");
    assertThat(outcome.status()).isEqualTo(125);
  }

  private static List<ArgumentTest> distinctTests(String name) {
    long value = ((long) name.hashCode() << 32) | 0x7777_7777L;
    return List.of(
        new ArgumentTest(3, Operator.GT, value),
        new ArgumentTest(4, Operator.LT, value),
        new ArgumentTest(5, Operator.NE, value));
  }

  static SeccompFilter filter(SeccompAction otherwise, Rule... rules) {
    return new SeccompFilter(
        otherwise, List.of(), List.of(Flag.SPEC_ALLOW), List.of(rules), Optional.empty());
  }

  static Rule rule(SeccompAction action, String... names) {
    return new Rule(Arrays.asList(names), action, List.of());
  }
}
