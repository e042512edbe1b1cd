package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Operator;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import dev.cdlc.plan.SyscallAbi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterStepsTest {
  @Test
  void filterComesRightBeforeTheCommand() {
    List<Class<?>> actions = actions("");
    assertThat(actions)
        .containsSubsequence(
            InitAction.SetCapabilities.class,
            InitAction.NoNewPrivileges.class,
            InitAction.LoadFilter.class,
            InitAction.Execve.class);
    assertThat(actions.indexOf(InitAction.Execve.class))
        .isEqualTo(actions.indexOf(InitAction.LoadFilter.class) + 1);
  }

  @Test
  void filterComesBeforeTheUserWherePrivilegesMayGrow() {
    assertThat(actions("no-new-privs off"))
        .containsSubsequence(
            InitAction.LimitBoundingSet.class,
            InitAction.LoadFilter.class,
            InitAction.SetUser.class,
            InitAction.SetCapabilities.class,
            InitAction.Execve.class);
  }

  @Test
  void defaultFilterNeedsNoMoreToStart() {
    assertThat(plan("no-new-privs off; user www-data; cwd /srv").diagnostics()).isEmpty();
  }

  @Test
  void earlyFilterLetsPassWhatTheStartStillNeeds() {
    String strict = "no-new-privs off; cwd /srv; seccomp < default kill-process; allow execve >";
    assertThat(plan(strict).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.FILTER_WIDENED);
    assertThat(plan(strict).diagnostics().getFirst().message())
        .contains("`capset`", "`fchdir`", "`setresuid`")
        .doesNotContain("execve");
    SeccompFilter filter = filter(strict);
    assertThat(List.of("capset", "prctl", "setgroups", "setresuid", "openat2", "fchdir", "ppoll"))
        .allMatch(filter::lets);
    assertThat(filter.lets("socket")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"allow read", "default allow; deny execve", "default kill-thread; allow read"})
  void filterThatDeniesTheCommandIsAnError(String rules) {
    Result<Plan> plan = plan("seccomp < " + rules + " >");
    assertThat(plan.value()).isEmpty();
    assertThat(plan.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.FILTER_DENIES_COMMAND);
  }

  @Test
  void listenerIsConnectedToFirstAndToldWhenTheInitGoesOn() {
    Plan plan =
        plan("seccomp < default allow; notify mount; listener /run/s web >").value().orElseThrow();
    assertThat(plan.steps())
        .extracting(Step::action)
        .containsSubsequence(
            new SupervisorAction.ConnectListener("/run/s"),
            new SupervisorAction.Clone(clone(plan).namespaces()),
            new SupervisorAction.Release(),
            new SupervisorAction.PassListener("web", state(plan)));
  }

  private static SupervisorAction.Clone clone(Plan plan) {
    return action(plan, SupervisorAction.Clone.class);
  }

  private static ContainerState state(Plan plan) {
    return action(plan, SupervisorAction.PassListener.class).state();
  }

  private static <T> T action(Plan plan, Class<T> kind) {
    return plan.steps().stream()
        .map(Step::action)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void filterIsTheConfigs() {
    SeccompFilter filter =
        filter(
            "seccomp < default trace; arch x86, mips64; flags log; kill-thread bpf; log acct, execve; trap"
                + " mount; allow socket < arg 1 masked-eq 0xff 7; arg 0 lt 0xffffffffffffffff > >");
    assertThat(filter.defaultAction()).isEqualTo(new SeccompAction.Trace(1));
    assertThat(filter.abis()).containsExactly(SyscallAbi.I386);
    assertThat(filter.flags()).containsExactly(Flag.LOG);
    assertThat(filter.rules())
        .extracting(SeccompFilter.Rule::action)
        .containsExactly(
            new SeccompAction.KillThread(),
            new SeccompAction.Log(),
            new SeccompAction.Trap(),
            new SeccompAction.Allow());
    assertThat(filter.rules().getLast().tests())
        .containsExactly(
            new ArgumentTest(1, Operator.MASKED_EQ, 7, 0xff), new ArgumentTest(0, Operator.LT, -1));
  }

  @Test
  void defaultFilterServesEveryMachine() {
    SeccompFilter filter = filter("");
    assertThat(filter.abis()).containsExactly(SyscallAbi.values());
    assertThat(filter.flags()).containsExactly(Flag.SPEC_ALLOW);
  }

  @Test
  void unconfinedContainerHasNoFilter() {
    assertThat(actions("seccomp unconfined")).doesNotContain(InitAction.LoadFilter.class);
  }

  private static SeccompFilter filter(String body) {
    return plan(body).value().orElseThrow().steps().stream()
        .map(Step::action)
        .flatMap(
            action ->
                action instanceof InitAction.LoadFilter(SeccompFilter filter)
                    ? Stream.of(filter)
                    : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  private static List<Class<?>> actions(String body) {
    return plan(body).value().orElseThrow().steps().stream()
        .<Class<?>>map(step -> step.action().getClass())
        .toList();
  }

  private static Result<Plan> plan(String body) {
    String text = "container web < root ./fs; run /bin/true; " + body + " >";
    Compilation compilation =
        Compile.compile(
            new Source(new SourceId("test.cdl"), text), new Bundle("/srv", Bundle.Paths.RELATIVE));
    assertThat(compilation.diagnostics()).as(text).isEmpty();
    return compilation.containers().getFirst().plan();
  }
}
