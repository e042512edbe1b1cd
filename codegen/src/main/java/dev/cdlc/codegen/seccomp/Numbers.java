package dev.cdlc.codegen.seccomp;

import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SyscallAbi;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a filter does with each number that calls of one AUDIT_ARCH may have, as a list of ranges
 * that cover all 32 bits, in order and without a sign; no two in a row have the same ruling.
 */
final class Numbers {
  /** A call that a tracer has taken away; it has no ABI. */
  private static final long NO_CALL = 0xffff_ffffL;

  private static final Ruling KILLED = new Ruling.Always(new SeccompAction.KillThread());

  private final NavigableMap<Long, Ruling> starts = new TreeMap<>();

  /**
   * Numbers with the same ruling.
   *
   * @param last the highest of them
   */
  record Range(long first, long last, Ruling ruling) {}

  private Numbers() {}

  /**
   * The ranges of an AUDIT_ARCH.
   *
   * @param abis those that share it; in {@code listed} where calls by them are allowed at all
   */
  static List<Range> ranges(Rulings rulings, List<SyscallAbi> abis, Set<SyscallAbi> listed) {
    Numbers numbers = new Numbers();
    for (SyscallAbi abi : abis) {
      if (listed.contains(abi)) {
        numbers.add(rulings, abi);
      } else {
        numbers.starts.put(first(abi), KILLED);
      }
    }
    numbers.starts.put(NO_CALL, rulings.unknown());
    return numbers.ranges();
  }

  private static long first(SyscallAbi abi) {
    return Integer.toUnsignedLong(abi.bit());
  }

  private void add(Rulings rulings, SyscallAbi abi) {
    starts.put(first(abi), rulings.unknown());
    rulings
        .known(abi)
        .forEach(
            (number, ruling) -> {
              starts.put(first(abi) + number, ruling);
              starts.put(first(abi) + number + 1, rulings.unknown());
            });
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    long end = NO_CALL;
    for (var start : starts.descendingMap().entrySet()) {
      if (!ranges.isEmpty() && ranges.getLast().ruling().equals(start.getValue())) {
        end = ranges.removeLast().last();
      }
      ranges.add(new Range(start.getKey(), end, start.getValue()));
      end = start.getKey() - 1;
    }
    return List.copyOf(ranges.reversed());
  }
}
