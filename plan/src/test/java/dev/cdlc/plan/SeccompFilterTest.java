package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Operator;
import dev.cdlc.plan.SeccompFilter.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeccompFilterTest {
  private static final SeccompAction EPERM = new SeccompAction.Deny(1);
  private static final SeccompAction ALLOW = new SeccompAction.Allow();
  private static final List<ArgumentTest> TESTS = List.of(new ArgumentTest(0, Operator.EQ, 1));

  @Test
  void letsWhatIsAllowedOrLogged() {
    SeccompFilter filter =
        filter(EPERM, rule(ALLOW, "read"), rule(new SeccompAction.Log(), "write"));
    assertThat(filter.lets("read")).isTrue();
    assertThat(filter.lets("write")).isTrue();
    assertThat(filter.lets("open")).isFalse();
    assertThat(filter(ALLOW).lets("open")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void letsNothingElse(SeccompAction action) {
    SeccompFilter filter = filter(ALLOW, rule(action, "read"));
    assertThat(filter.lets("read")).isFalse();
    assertThat(filter.mayLet("read")).isEqualTo(action instanceof SeccompAction.Notify);
    assertThat(filter.lets("write")).isTrue();
  }

  static Stream<SeccompAction> refusals() {
    return Stream.of(
        EPERM,
        new SeccompAction.KillProcess(),
        new SeccompAction.KillThread(),
        new SeccompAction.Trap(),
        new SeccompAction.Trace(0),
        new SeccompAction.Notify());
  }

  @Test
  void letsSomeCallsOfARuleWithTests() {
    SeccompFilter filter = filter(EPERM, new Rule(List.of("read"), ALLOW, TESTS));
    assertThat(filter.lets("read")).isFalse();
    assertThat(filter.mayLet("read")).isTrue();
    assertThat(filter.mayLet("write")).isFalse();
  }

  @Test
  void ruleWithoutTestsDecides() {
    SeccompFilter filter =
        filter(
            new SeccompAction.Deny(2),
            new Rule(List.of("read"), EPERM, TESTS),
            rule(ALLOW, "read"));
    assertThat(filter.lets("read")).isTrue();
  }

  @Test
  void ruleLikeTheDefaultDoesNotCount() {
    SeccompFilter filter =
        filter(EPERM, rule(EPERM, "read"), new Rule(List.of("read"), ALLOW, TESTS));
    assertThat(filter.mayLet("read")).isTrue();
  }

  @Test
  void allowedCallsPassWhateverElseIsSaid() {
    SeccompFilter filter = filter(EPERM, rule(new SeccompAction.Trap(), "read", "write"));
    assertThat(filter.allowing(List.of("read")).lets("read")).isTrue();
    assertThat(filter.allowing(List.of("read")).lets("write")).isFalse();
  }

  @Test
  void neverHoldsWhatNoKernelTakes() {
    assertThatThrownBy(() -> new SeccompAction.Deny(4096))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SeccompAction.Deny(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SeccompAction.Trace(0x10000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SeccompAction.Trace(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ArgumentTest(6, Operator.EQ, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ArgumentTest(-1, Operator.EQ, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void needsTheKernelThatKnowsItsFlagsAndActions() {
    assertThat(kernel(Flag.TSYNC)).isEqualTo(new KernelVersion(3, 17));
    assertThat(kernel(Flag.LOG)).isEqualTo(new KernelVersion(4, 14));
    assertThat(kernel(Flag.SPEC_ALLOW)).isEqualTo(new KernelVersion(4, 17));
    assertThat(kernel(Flag.WAIT_KILLABLE_RECV)).isEqualTo(new KernelVersion(5, 19));
  }

  private static KernelVersion kernel(Flag flag) {
    return MinimumKernel.of(
        new InitAction.LoadFilter(
            new SeccompFilter(EPERM, List.of(), List.of(flag), List.of(), Optional.empty())));
  }

  @Test
  void callsOfTheInitAreThere() {
    for (Step step : Plans.everything().steps()) {
      assertThat(InitCalls.of(step.action())).allMatch(SyscallTable::exists);
    }
    assertThat(InitCalls.of(new InitAction.Chdir("/"))).isEmpty();
    assertThat(InitCalls.of(new InitAction.Chdir("/srv"))).contains("fchdir");
  }

  private static Rule rule(SeccompAction action, String... names) {
    return new Rule(List.of(names), action, List.of());
  }

  private static SeccompFilter filter(SeccompAction otherwise, Rule... rules) {
    return new SeccompFilter(otherwise, List.of(), List.of(), List.of(rules), Optional.empty());
  }
}
