package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import java.math.BigInteger;
import java.util.Optional;

/** What a container may use. */
public final class ResourcePart {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";
  private static final BigInteger DEFAULT_PERIOD = BigInteger.valueOf(100_000);

  private final Sayings sayings;
  private Optional<BigInteger> quota = Optional.empty();
  private Optional<BigInteger> period = Optional.empty();

  ResourcePart(Sayings sayings) {
    this.sayings = sayings;
  }

  public void cpus(Text cpus, Span span) {
    cpu(
        "limit",
        sayings.values().cpus(cpus, span).filter(limit -> limit > 0).map(Amount::cpu),
        span);
  }

  /** CPU time in µs for each period. */
  public void cpuQuota(Text micros, Span span) {
    quota = sayings.values().number(micros, span).filter(limit -> limit.signum() > 0);
    cpuLimit(span);
  }

  public void cpuPeriod(Text micros, Span span) {
    period = sayings.values().number(micros, span);
    cpu("period", period.filter(said -> !said.equals(DEFAULT_PERIOD)).map(Amount::micros), span);
    cpuLimit(span);
  }

  private void cpuLimit(Span span) {
    BigInteger within = period.filter(said -> said.signum() > 0).orElse(DEFAULT_PERIOD);
    cpu(
        "limit",
        quota
            .map(limit -> limit.multiply(BigInteger.valueOf(1000)).divide(within))
            .filter(limit -> limit.bitLength() < Integer.SIZE)
            .map(limit -> Amount.cpu(limit.longValue())),
        span);
  }

  public void cpuShares(Text shares, Span span) {
    cpu(
        "shares",
        sayings
            .values()
            .number(shares, span)
            .filter(said -> said.signum() > 0)
            .map(Object::toString),
        span);
  }

  public void cpuSet(Text cpus, Span span) {
    cpu("set", sayings.values().plain(cpus, span), span);
  }

  public void memoryNodes(Text nodes, Span span) {
    cpu("mems", sayings.values().plain(nodes, span), span);
  }

  /** CPU time in µs for real-time tasks. */
  public void realtimeRuntime(Text micros, Span span) {
    cpu("rt-runtime", sayings.values().number(micros, span).map(Amount::micros), span);
  }

  /** The time in µs that the above is of. */
  public void realtimePeriod(Text micros, Span span) {
    cpu("rt-period", sayings.values().number(micros, span).map(Amount::micros), span);
  }

  private void cpu(String setting, Optional<String> argument, Span span) {
    sayings.inside(Slot.RESOURCES, CPU, setting, argument, span);
  }

  public void memory(Text limit, Span span) {
    memory("limit", size(limit, span), span);
  }

  /** Memory and swap together; -1 is no limit. */
  public void memoryAndSwap(Text total, Span span) {
    if (total.shown().equals("-1")) {
      memory("swap", Optional.of("unlimited"), span);
    } else {
      memory("swap-total", size(total, span), span);
    }
  }

  public void reservation(Text size, Span span) {
    memory("reservation", size(size, span), span);
  }

  public void swappiness(Text percent, Span span) {
    memory("swappiness", sayings.values().number(percent, span).map(Object::toString), span);
  }

  public void kernelMemory(Text size, Span span) {
    memory("kernel", size(size, span), span);
  }

  public void oomKillDisable(Span span) {
    memory("oom-kill", Optional.of("off"), span);
  }

  private void memory(String setting, Optional<String> argument, Span span) {
    sayings.inside(Slot.RESOURCES, MEMORY, setting, argument, span);
  }

  /** A size; 0 is no limit, and says nothing. */
  private Optional<String> size(Text size, Span span) {
    return sayings.values().size(size, span).filter(bytes -> bytes.signum() > 0).map(Amount::bytes);
  }

  public void pids(Text limit, Span span) {
    sayings.say(
        Slot.RESOURCES,
        "pids",
        sayings
            .values()
            .number(limit, span)
            .map(count -> count.signum() > 0 ? count.toString() : "unlimited"),
        span);
  }

  /** A file of the cgroup: {@code memory.high=1G}. */
  public void cgroupFile(Text file, Span span) {
    Text.Cut cut = file.cut('=');
    String name = sayings.params().word(cut.before());
    String value = sayings.params().quoted(cut.behind().orElse(Text.EMPTY));
    sayings
        .body()
        .say(
            Slot.RESOURCES,
            "cgroup-file " + name,
            Statement.of("cgroup-file", name, value).from(span));
  }

  public void ioWeight(Text weight, Span span) {
    sayings.inside(
        Slot.RESOURCES,
        "io",
        "weight",
        sayings
            .values()
            .number(weight, span)
            .filter(said -> said.signum() > 0)
            .map(Object::toString),
        span);
  }
}
