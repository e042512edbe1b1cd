package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says {@code linux.resources.cpu}, and the weight that only {@code unified} holds. */
record CpuSection(JsonNode cpu, JsonNode unified) {
  static final String WEIGHT = "cpu.weight";

  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
  private static final BigInteger DEFAULT_PERIOD = BigInteger.valueOf(100_000);

  CpuSection(JsonNode resources) {
    this(resources.path("cpu"), resources.path("unified"));
  }

  List<Statement> statements() {
    List<Statement> block = new ArrayList<>();
    block.addAll(
        ProcessSection.one(
            "period",
            Json.number(cpu, "period")
                .filter(period -> !(cpu.has("quota") && period.equals(DEFAULT_PERIOD)))
                .map(Amount::micros)));
    block.addAll(micros("burst", "burst"));
    block.addAll(ProcessSection.one("weight", Json.text(unified, WEIGHT)));
    block.addAll(ProcessSection.one("shares", Json.number(cpu, "shares").map(Object::toString)));
    block.addAll(ProcessSection.one("set", Json.text(cpu, "cpus")));
    block.addAll(ProcessSection.one("mems", Json.text(cpu, "mems")));
    block.addAll(micros("realtimeRuntime", "rt-runtime"));
    block.addAll(micros("realtimePeriod", "rt-period"));
    block.addAll(
        ResourceSection.toggle(
            "idle", Json.number(cpu, "idle").map(idle -> idle.equals(BigInteger.ONE))));
    return ResourceSection.withLimit("cpu", limit(), block);
  }

  private List<Statement> micros(String property, String name) {
    return ProcessSection.one(name, Json.number(cpu, property).map(Amount::micros));
  }

  /** What is finer than a thousandth is left to `oci`. */
  private Optional<String> limit() {
    BigInteger period = Json.number(cpu, "period").orElse(DEFAULT_PERIOD);
    return Json.number(cpu, "quota").flatMap(quota -> limit(quota, period));
  }

  private static Optional<String> limit(BigInteger quota, BigInteger period) {
    if (quota.signum() <= 0 || period.signum() <= 0) {
      return Optional.of("unlimited").filter(_ -> quota.equals(BigInteger.ONE.negate()));
    }
    BigInteger[] thousandths = quota.multiply(THOUSAND).divideAndRemainder(period);
    return Optional.of(thousandths[0])
        .filter(whole -> thousandths[1].signum() == 0 && whole.bitLength() < Integer.SIZE)
        .map(whole -> Amount.cpu(whole.longValue()));
  }
}
