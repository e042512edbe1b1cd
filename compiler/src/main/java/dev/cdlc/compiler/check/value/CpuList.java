package dev.cdlc.compiler.check.value;

import java.util.Optional;

/**
 * Lists of CPUs or memory nodes: {@code 0-3,7}; as in cpuset(7), "List format". The list is kept as
 * it is written.
 */
public final class CpuList {
  /** NR_CPUS of arch/x86/Kconfig is 8192 at most. */
  public static final long LAST_CPU = 8_191;

  /** NODES_SHIFT of arch/x86/Kconfig is 10 at most. */
  public static final long LAST_NODE = 1_023;

  private static final String FORMS = "a list is of numbers and ranges, without blanks: `0-3,7`";

  private CpuList() {}

  /** Reads a list whose numbers go from 0 to {@code last}. */
  public static Reading<String> read(String text, long last) {
    for (String range : text.split(",", -1)) {
      Optional<Reading<String>> refusal = refusal(text, range, last);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return new Reading.Value<>(text);
  }

  private static Optional<Reading<String>> refusal(String text, String range, long last) {
    int dash = range.indexOf('-');
    String from = dash < 0 ? range : range.substring(0, dash);
    String to = dash < 0 ? range : range.substring(dash + 1);
    if (!Digits.only(from) || !Digits.only(to)) {
      return Optional.of(Reading.wrong("`" + text + "` is not such a list", FORMS));
    }
    Optional<Long> first = Digits.upTo(from, last);
    Optional<Long> end = Digits.upTo(to, last);
    if (first.isEmpty() || end.isEmpty()) {
      return Optional.of(
          Reading.outOfRange(
              "`" + range + "` is out of range", "the numbers go from 0 to " + last));
    }
    return first.get() > end.get() ? Optional.of(backwards(from, to)) : Optional.empty();
  }

  private static Reading<String> backwards(String from, String to) {
    return Reading.wrong(
        "`" + from + "-" + to + "` goes backwards", "write `" + to + "-" + from + "`");
  }
}
