package dev.cdlc.compiler.lower;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Lists of numbers such as {@code 0-3,7}; see cpuset(7), "List format". */
final class NumberList {
  /** A kernel is built for 8,192 CPUs at most. */
  static final int MOST_CPU = 8191;

  /** A kernel is built for 1,024 nodes at most. */
  static final int MOST_NODE = 1023;

  private NumberList() {}

  /** Its numbers, each once; empty where one is above {@code most}, or a range goes down. */
  static Optional<List<Integer>> of(String list, int most) {
    var numbers = new BitSet();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", 2);
      long first = number(ends[0]);
      long last = number(ends[ends.length - 1]);
      if (first > last || last > most) {
        return Optional.empty();
      }
      numbers.set((int) first, (int) last + 1);
    }
    return Optional.of(numbers.stream().boxed().toList());
  }

  /** One with more digits than it may have is too large as well. */
  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
