package dev.cdlc.compiler.lower;

/**
 * The shares of cgroup v1, 2 to 262144 and 1024 by default, and the weight of cgroup v2, 1 to 10000
 * and 100 by default. Ends and defaults stand for each other: with {@code l} the binary logarithm
 * of the shares, the decimal one of the weight is {@code (l² + 125 l) / 612 - 7/34}. Source of the
 * curve: opencontainers/cgroups, ConvertCPUSharesToCgroupV2Value.
 */
final class CpuWeight {
  private static final long LEAST_SHARES = 2;
  private static final long MOST_SHARES = 262_144;
  private static final double LINEAR = 125;
  private static final double SCALE = 612;
  private static final double OFFSET = 7.0 / 34;
  private static final double LN_2 = StrictMath.log(2);

  private CpuWeight() {}

  static long ofShares(long shares) {
    long within = Math.clamp(shares, LEAST_SHARES, MOST_SHARES);
    double log = StrictMath.log((double) within) / LN_2;
    double exponent = (log * log + LINEAR * log) / SCALE - OFFSET;
    return Math.round(StrictMath.pow(10, exponent));
  }

  static long toShares(long weight) {
    double exponent = StrictMath.log10((double) weight) + OFFSET;
    double log = (StrictMath.sqrt(LINEAR * LINEAR + 4 * SCALE * exponent) - LINEAR) / 2;
    return Math.clamp(Math.round(StrictMath.pow(2, log)), LEAST_SHARES, MOST_SHARES);
  }
}
