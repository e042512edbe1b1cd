package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.HugePages;
import dev.cdlc.compiler.model.Located;
import java.util.List;

/** What {@code hugepages} says: an entry for each size of page. */
final class HugePagesSection {
  /** The least is CONT_PTE of arm64 with 4K pages, the most its PUD with 64K pages. */
  private static final long SMALLEST = 1L << 16;

  private static final long LARGEST = 1L << 42;

  private final Findings findings;
  private final Values values;
  private final Keyed<Long, HugePages> limits;

  HugePagesSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    limits = cells.keyed("hugepages");
  }

  void read(Arguments arguments) {
    var page = values.read(arguments.one(0), HugePagesSection::page);
    var limit = values.read(arguments.one(1), ByteSize::read);
    if (page.isPresent() && limit.isPresent()) {
      say(page.get(), limit.get(), arguments);
    }
  }

  List<Located<HugePages>> values() {
    return limits.values();
  }

  private void say(Located<Long> page, Located<Long> limit, Arguments arguments) {
    if (limit.value() % page.value() != 0) {
      findings.add(
          Diagnostic.of(
                  Code.NO_MULTIPLE_OF_PAGE,
                  limit.span(),
                  "the limit is not a number of whole pages")
              .withRelated(page.span(), "the size of a page")
              .withHelp("the kernel would round it; write a multiple of the size"));
    }
    limits.say(
        page.value(),
        new Located<>(new HugePages(page.value(), limit.value()), arguments.span()),
        "pages of this size are limited twice");
  }

  private static Reading<Long> page(String text) {
    return ByteSize.read(text)
        .then(
            bytes ->
                bytes >= SMALLEST && bytes <= LARGEST && Long.bitCount(bytes) == 1
                    ? new Reading.Value<>(bytes)
                    : Reading.outOfRange(
                        "`" + text + "` is not the size of a huge page",
                        "it is a power of two, as 2MiB or 1GiB are; /sys/kernel/mm/hugepages"
                            + " lists those of a machine"));
  }
}
