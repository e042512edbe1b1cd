package dev.cdlc.importer.cdl;

import java.math.BigInteger;
import java.util.List;

/** Amounts in the units that a reader of CDL expects: the largest that holds them whole. */
public final class Amount {
  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

  private static final List<Unit> SIZES =
      List.of(
          new Unit("TiB", 1L << 40),
          new Unit("GiB", 1L << 30),
          new Unit("MiB", 1L << 20),
          new Unit("KiB", 1L << 10),
          new Unit("TB", 1_000_000_000_000L),
          new Unit("GB", 1_000_000_000L),
          new Unit("MB", 1_000_000L));

  private static final List<Unit> TIMES =
      List.of(
          new Unit("d", 86_400_000_000_000L),
          new Unit("h", 3_600_000_000_000L),
          new Unit("m", 60_000_000_000L),
          new Unit("s", 1_000_000_000L),
          new Unit("ms", 1_000_000L),
          new Unit("us", 1_000L));

  /** Above this a bare number of CPUs looks like a percentage that lacks its sign. */
  private static final long MOST_BARE_CPUS = 16;

  private Amount() {}

  private record Unit(String symbol, BigInteger size) {
    Unit(String symbol, long size) {
      this(symbol, BigInteger.valueOf(size));
    }
  }

  /** As in {@code 512MiB}. */
  public static String bytes(BigInteger bytes) {
    return in(SIZES, bytes, "");
  }

  /** As in {@code 90s}; nothing is {@code 0s}. */
  public static String nanos(BigInteger nanos) {
    return nanos.signum() == 0 ? "0s" : in(TIMES, nanos, "ns");
  }

  public static String micros(BigInteger micros) {
    return nanos(micros.multiply(THOUSAND));
  }

  public static String seconds(BigInteger seconds) {
    return nanos(seconds.multiply(BigInteger.valueOf(1_000_000_000L)));
  }

  private static String in(List<Unit> units, BigInteger amount, String smallest) {
    return units.stream()
        .filter(unit -> amount.signum() > 0 && amount.mod(unit.size()).signum() == 0)
        .findFirst()
        .map(unit -> amount.divide(unit.size()) + unit.symbol())
        .orElse(amount + smallest);
  }

  /** Thousandths of a CPU, as in {@code 50%}, {@code 1.5} or {@code 4}. */
  public static String cpu(long thousandths) {
    if (thousandths % 1000 == 0 && thousandths / 1000 <= MOST_BARE_CPUS) {
      return Long.toString(thousandths / 1000);
    }
    return thousandths % 1000 == 0 || thousandths < 1000
        ? decimal(thousandths, 10) + "%"
        : decimal(thousandths, 1000);
  }

  /** A number of parts as a decimal fraction, without zeros at its end. */
  private static String decimal(long parts, int inOne) {
    long rest = parts % inOne;
    if (rest == 0) {
      return Long.toString(parts / inOne);
    }
    String digits = Long.toString(inOne + rest).substring(1).replaceFirst("0+$", "");
    return parts / inOne + "." + digits;
  }
}
