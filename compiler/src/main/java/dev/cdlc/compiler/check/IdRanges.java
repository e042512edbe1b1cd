package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Located;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Ranges of ids that stand for each other. The kernel takes them if no id is in two of them, on
 * either side; see user_namespaces(7).
 */
final class IdRanges {
  /** 4294967295 is no id: it stands for none in many system calls. */
  private static final long LARGEST_ID = 4_294_967_294L;

  private final Findings findings;
  private final Values values;
  private final Appended<IdRange> ranges;
  private boolean allUnderstood = true;

  IdRanges(Findings findings, Appended<IdRange> ranges) {
    this.findings = findings;
    this.ranges = ranges;
    values = new Values(findings);
  }

  /** Reads a statement with three numbers: two first ids, and how many there are. */
  void read(Arguments arguments) {
    Optional<Located<Long>> from = values.read(arguments.one(0), IdRanges::id);
    Optional<Located<Long>> to = values.read(arguments.one(1), IdRanges::id);
    Optional<Located<Long>> count = values.read(arguments.one(2), IdRanges::count);
    if (from.isPresent() && to.isPresent() && count.isPresent()) {
      Span words = from.get().span().to(count.get().span());
      var range = new IdRange(from.get().value(), to.get().value(), count.get().value());
      allUnderstood &= add(new Located<>(range, words));
    } else {
      allUnderstood = false;
    }
  }

  /** Whether all ranges that were read are known. */
  boolean isUnderstood() {
    return allUnderstood;
  }

  List<Located<IdRange>> values() {
    return ranges.values();
  }

  /** Takes a range, unless there is something wrong with it. */
  private boolean add(Located<IdRange> range) {
    if (Math.max(range.value().from(), range.value().to()) + range.value().count() - 1
        > LARGEST_ID) {
      findings.add(
          invalid(range.span(), "the range goes beyond the last id")
              .withHelp("the last is " + LARGEST_ID));
      return false;
    }
    for (Located<IdRange> other : ranges.values()) {
      if (overlap(range, other, IdRange::from) || overlap(range, other, IdRange::to)) {
        findings.add(
            invalid(range.span(), "two ranges share ids")
                .withRelated(other.span(), "shares ids with this one")
                .withHelp("an id can stand for one other, and be stood for by one"));
        return false;
      }
    }
    ranges.say(range);
    return true;
  }

  private static boolean overlap(
      Located<IdRange> one, Located<IdRange> other, ToLongFunction<IdRange> side) {
    long first = side.applyAsLong(one.value());
    long second = side.applyAsLong(other.value());
    return first < second + other.value().count() && second < first + one.value().count();
  }

  private static Diagnostic invalid(Span span, String message) {
    return Diagnostic.of(Code.INVALID_ID_MAP, span, message);
  }

  private static Reading<Long> id(String text) {
    return WholeNumber.read(text, 0, LARGEST_ID);
  }

  private static Reading<Long> count(String text) {
    return WholeNumber.read(text, 0, LARGEST_ID + 1)
        .then(
            count ->
                count == 0
                    ? new Reading.Refusal<>(
                        Code.INVALID_ID_MAP,
                        "a range of no ids maps nothing",
                        "the last number says how many ids there are",
                        List.of())
                    : new Reading.Value<>(count));
  }
}
