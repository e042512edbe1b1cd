package dev.cdlc.codegen.seccomp;

import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SyscallAbi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a filter does with each number that calls of one AUDIT_ARCH may have, as a list of ranges
 * that cover all 32 bits, in order and without a sign; no two in a row have the same ruling.
 */
final class Numbers {
  /** A call that a tracer has taken away; it has no ABI. */
  private static final long NO_CALL = 0xffff_ffffL;

  private static final Ruling KILLED = new Ruling.Always(new SeccompAction.KillThread());

  /** In order; no two in a row have the same ruling. */
  private final List<Start> starts = new ArrayList<>();

  /**
   * Numbers with the same ruling.
   *
   * @param last the highest of them
   */
  record Range(long first, long last, Ruling ruling) {}

  /** Where a ruling begins to stand. */
  private record Start(long number, Ruling ruling) {}

  private Numbers() {}

  /**
   * The ranges of an AUDIT_ARCH.
   *
   * @param abis those that share it, in the order of their bits; in {@code listed} where calls by
   *     them are allowed at all
   */
  static List<Range> ranges(Rulings rulings, List<SyscallAbi> abis, Set<SyscallAbi> listed) {
    Numbers numbers = new Numbers();
    for (SyscallAbi abi : abis) {
      if (listed.contains(abi)) {
        numbers.add(rulings, abi);
      } else {
        numbers.start(first(abi), KILLED);
      }
    }
    numbers.start(NO_CALL, rulings.unknown());
    return numbers.ranges();
  }

  private static long first(SyscallAbi abi) {
    return Integer.toUnsignedLong(abi.bit());
  }

  private void add(Rulings rulings, SyscallAbi abi) {
    start(first(abi), rulings.unknown());
    for (Map.Entry<Integer, Ruling> call : rulings.known(abi).entrySet()) {
      start(first(abi) + call.getKey(), call.getValue());
      start(first(abi) + call.getKey() + 1, rulings.unknown());
    }
  }

  /** Lets a ruling stand from a number on, which is none before the last start. */
  private void start(long number, Ruling ruling) {
    if (!starts.isEmpty() && starts.getLast().number() == number) {
      starts.removeLast();
    }
    if (starts.isEmpty() || !starts.getLast().ruling().equals(ruling)) {
      starts.add(new Start(number, ruling));
    }
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      long end = i + 1 < starts.size() ? starts.get(i + 1).number() - 1 : NO_CALL;
      ranges.add(new Range(starts.get(i).number(), end, starts.get(i).ruling()));
    }
    return List.copyOf(ranges);
  }
}
