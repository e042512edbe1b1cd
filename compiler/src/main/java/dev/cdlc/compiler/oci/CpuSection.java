package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Cpu.CpuShare;
import dev.cdlc.compiler.model.Located;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** Emits {@code linux.resources.cpu}, and the weight that only {@code unified} can say. */
record CpuSection(Cpu asked, Places places) {
  private static final String POINTER = "/linux/resources/cpu";
  private static final String WEIGHT = "cpu.weight";
  private static final long UNLIMITED = -1;

  /** The kernel's own default; see sched-bwc.rst. */
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  private static final OciResources.Cpu NOTHING =
      new OciResources.Cpu(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty());

  /** Empty where nothing but a weight is said. */
  Optional<OciResources.Cpu> cpu() {
    asked.periodMicros().ifPresent(period -> places.note(POINTER, period.span()));
    asked.limit().ifPresent(limit -> places.note(POINTER, limit.span()));
    var cpu =
        new OciResources.Cpu(
            note("shares", asked.share().flatMap(CpuSection::shares)),
            quota(),
            note("burst", asked.burstMicros()),
            period(),
            note("realtimeRuntime", asked.rtRuntimeMicros()),
            note("realtimePeriod", asked.rtPeriodMicros()),
            note("cpus", asked.set()),
            note("mems", asked.mems()),
            idle());
    return Optional.of(cpu).filter(some -> !some.equals(NOTHING));
  }

  /** Adds the weight: config.json has no property for it. */
  void weight(SortedMap<String, String> unified) {
    asked
        .share()
        .ifPresent(
            share -> {
              if (share.value() instanceof CpuShare.Weight(long weight)) {
                places.note("/linux/resources/unified/" + WEIGHT, share.span());
                unified.put(WEIGHT, Long.toString(weight));
              }
            });
  }

  private static Optional<Located<Long>> shares(Located<CpuShare> share) {
    return switch (share.value()) {
      case CpuShare.Weight _ -> Optional.empty();
      case CpuShare.Shares(long shares) -> Optional.of(new Located<>(shares, share.span()));
    };
  }

  /**
   * The period is written wherever there is a limit, so that a reader need not know the default.
   */
  private Optional<Long> period() {
    Optional<Long> said = note("period", asked.periodMicros());
    return asked.limit().isPresent() ? Optional.of(said.orElse(DEFAULT_PERIOD_MICROS)) : said;
  }

  private Optional<Long> quota() {
    long period = asked.periodMicros().map(Located::value).orElse(DEFAULT_PERIOD_MICROS);
    return note("quota", asked.limit()).map(limit -> quota(limit, period));
  }

  private static long quota(CpuLimit limit, long periodMicros) {
    return switch (limit) {
      case CpuLimit.Millis(var thousandths) -> thousandths * periodMicros / 1000;
      case CpuLimit.Unlimited() -> UNLIMITED;
    };
  }

  private OptionalInt idle() {
    return note("idle", asked.idle())
        .map(idle -> OptionalInt.of(idle ? 1 : 0))
        .orElseGet(OptionalInt::empty);
  }

  private <T> Optional<T> note(String property, Optional<Located<T>> value) {
    return value.map(said -> places.note(POINTER + "/" + property, said));
  }
}
