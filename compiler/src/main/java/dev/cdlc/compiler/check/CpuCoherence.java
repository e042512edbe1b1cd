package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Micros;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Located;
import java.util.Optional;

/** What the values of {@code cpu} must be to each other; see tg_set_cfs_bandwidth of the kernel. */
record CpuCoherence(Cpu cpu, Findings findings) {
  private static final long LEAST_QUOTA_MICROS = 1_000;

  /** The kernel's own defaults; see sched-bwc.rst and sched-rt-group.rst. */
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  private static final long DEFAULT_RT_PERIOD_MICROS = 1_000_000;

  void check() {
    cpu.limit().ifPresent(this::leastQuota);
    cpu.burstMicros().ifPresent(this::burst);
    cpu.rtRuntimeMicros().ifPresent(this::realTime);
    if (cpu.idle().filter(Located::value).isPresent()) {
      cpu.share().ifPresent(share -> findings.add(idleShare(share)));
    }
  }

  private long periodMicros() {
    return cpu.periodMicros().map(Located::value).orElse(DEFAULT_PERIOD_MICROS);
  }

  /** Empty where CPU time is not limited. */
  private Optional<Long> quotaMicros() {
    return cpu.limit()
        .flatMap(
            limit ->
                switch (limit.value()) {
                  case CpuLimit.Millis(long thousandths) ->
                      Optional.of(thousandths * periodMicros() / 1_000);
                  case CpuLimit.Unlimited() -> Optional.empty();
                });
  }

  private void leastQuota(Located<CpuLimit> limit) {
    quotaMicros()
        .filter(quota -> quota < LEAST_QUOTA_MICROS)
        .ifPresent(_ -> findings.add(tooSmall(limit, periodMicros())));
  }

  private void burst(Located<Long> burst) {
    Optional<Long> quota = quotaMicros();
    if (quota.isEmpty()) {
      findings.add(
          Diagnostic.of(Code.NO_EFFECT, burst.span(), "`burst` has no effect without a limit")
              .withHelp("add `limit`, or remove `burst`"));
    } else if (burst.value() > quota.get()) {
      findings.add(
          Diagnostic.of(Code.BURST_ABOVE_QUOTA, burst.span(), "the burst is longer than the quota")
              .withRelated(
                  cpu.limit().orElseThrow().span(),
                  "comes to " + Micros.format(quota.get()) + " in each period")
              .withHelp("the longest burst here is `" + Micros.format(quota.get()) + "`"));
    }
  }

  private void realTime(Located<Long> runtime) {
    long period = cpu.rtPeriodMicros().map(Located::value).orElse(DEFAULT_RT_PERIOD_MICROS);
    if (runtime.value() > period) {
      findings.add(
          Diagnostic.of(
                  Code.RT_RUNTIME_ABOVE_PERIOD,
                  runtime.span(),
                  "the real-time runtime is longer than its period")
              .withHelp("with a period of %s it is that at most".formatted(Micros.format(period))));
    }
  }

  private Diagnostic idleShare(Located<Cpu.CpuShare> share) {
    return Diagnostic.of(
            Code.NO_EFFECT, share.span(), "a share has no effect in a cgroup that is idle")
        .withRelated(cpu.idle().orElseThrow().span(), "asked for here")
        .withHelp("the kernel gives idle cgroups the least share of all; remove one of the two");
  }

  private static Diagnostic tooSmall(Located<CpuLimit> limit, long periodMicros) {
    long least = (LEAST_QUOTA_MICROS * 1_000 + periodMicros - 1) / periodMicros;
    return Diagnostic.of(
            Code.OUT_OF_RANGE,
            limit.span(),
            "the limit comes to less than 1 ms of CPU time in each period")
        .withHelp(
            "with a period of %s the least is `%dm`".formatted(Micros.format(periodMicros), least));
  }
}
