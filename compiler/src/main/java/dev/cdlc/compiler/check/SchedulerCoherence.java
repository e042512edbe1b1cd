package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Scheduler;
import dev.cdlc.compiler.model.Scheduler.Flag;
import dev.cdlc.compiler.model.Scheduler.Policy;
import java.util.List;
import java.util.Optional;

/**
 * Which settings go with which policy, and what the kernel makes of them; sched(7), "Scheduling
 * policies", and __checkparam_dl of Linux kernel/sched/deadline.c.
 */
record SchedulerCoherence(Scheduler scheduler, Findings findings) {
  /** DL_SCALE is 10: the kernel counts runtimes in steps of 1024 ns. */
  private static final long LEAST_RUNTIME_NANOS = 1_024;

  /** The limits that kernel.sched_deadline_period_min_us and _max_us have at first. */
  private static final long LEAST_PERIOD_NANOS = 100_000;

  private static final long MOST_PERIOD_NANOS = 4_194_304_000L;

  /**
   * Reports what does not fit.
   *
   * @param understood whether all that is said could be read; if not, nothing is called missing
   */
  void check(boolean understood) {
    boolean niced = policy() == Policy.OTHER || policy() == Policy.BATCH;
    boolean realTime = policy() == Policy.FIFO || policy() == Policy.RR;
    boolean deadline = policy() == Policy.DEADLINE;
    fits(scheduler.nice(), niced, "nice", "`other` and `batch`");
    fits(scheduler.priority(), realTime, "priority", "`fifo` and `rr`");
    fits(scheduler.runtimeNanos(), deadline, "runtime", "`deadline`");
    fits(scheduler.deadlineNanos(), deadline, "deadline", "`deadline`");
    fits(scheduler.periodNanos(), deadline, "period", "`deadline`");
    fits(flag(Flag.RECLAIM), deadline, "reclaim", "`deadline`");
    fits(flag(Flag.DL_OVERRUN), deadline, "dl-overrun", "`deadline`");
    if (understood) {
      needs(scheduler.priority(), realTime, "priority 10");
      needs(scheduler.runtimeNanos(), deadline, "runtime 10ms");
      needs(scheduler.deadlineNanos(), deadline, "deadline 30ms");
    }
    if (deadline) {
      checkTimes();
    }
  }

  private Policy policy() {
    return scheduler.policy().value();
  }

  private Optional<Located<List<Flag>>> flag(Flag flag) {
    return scheduler.flags().filter(said -> said.value().contains(flag));
  }

  private void fits(
      Optional<? extends Located<?>> setting, boolean fits, String name, String policies) {
    if (!fits) {
      setting.map(said -> unfit(said.span(), name, policies)).ifPresent(findings::add);
    }
  }

  private Diagnostic unfit(Span span, String name, String policies) {
    return Diagnostic.of(
            Code.UNFIT_SETTING,
            span,
            "`%s` does not go with the policy `%s`".formatted(name, Choice.word(policy())))
        .withRelated(scheduler.policy().span(), "the policy")
        .withHelp("it goes with " + policies);
  }

  private void needs(Optional<?> setting, boolean needed, String example) {
    if (needed && setting.isEmpty()) {
      String name = example.substring(0, example.indexOf(' '));
      findings.add(
          Diagnostic.of(
                  Code.MISSING_SETTING,
                  scheduler.policy().span(),
                  "the policy `%s` needs `%s`".formatted(Choice.word(policy()), name))
              .withHelp("say it in the block: `< " + example + " >`"));
    }
  }

  private void checkTimes() {
    scheduler.runtimeNanos().ifPresent(this::checkRuntime);
    scheduler.periodNanos().or(scheduler::deadlineNanos).ifPresent(this::checkPeriod);
    inOrder(scheduler.runtimeNanos(), scheduler.deadlineNanos(), "runtime", "deadline");
    inOrder(scheduler.deadlineNanos(), scheduler.periodNanos(), "deadline", "period");
  }

  private void checkRuntime(Located<Long> runtime) {
    if (runtime.value() < LEAST_RUNTIME_NANOS) {
      findings.add(
          Diagnostic.of(Code.OUT_OF_RANGE, runtime.span(), "the runtime is too short")
              .withHelp("the kernel takes no less than " + LEAST_RUNTIME_NANOS + "ns"));
    }
  }

  private void checkPeriod(Located<Long> period) {
    if (period.value() < LEAST_PERIOD_NANOS || period.value() > MOST_PERIOD_NANOS) {
      findings.add(
          Diagnostic.of(Code.OUT_OF_RANGE, period.span(), "the period is out of range")
              .withHelp("it lasts from 100us to 4194304us, unless the host allows more"));
    }
  }

  private void inOrder(
      Optional<Located<Long>> shorter, Optional<Located<Long>> longer, String less, String more) {
    if (shorter.isPresent() && longer.isPresent() && shorter.get().value() > longer.get().value()) {
      findings.add(
          Diagnostic.of(
                  Code.DEADLINE_OUT_OF_ORDER,
                  shorter.get().span(),
                  "the %s is longer than the %s".formatted(less, more))
              .withRelated(longer.get().span(), "the " + more)
              .withHelp("runtime <= deadline <= period"));
    }
  }
}
