package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.MemoryKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;

/** What {@code memory} says. */
final class MemorySection {
  /** The kernel counts memory in pages; less than one would be a limit of nothing. */
  private static final long LEAST = 4096;

  private final BlockReader<MemoryKeyword> settings;
  private final Values values;
  private final Once<MemoryLimit> limit;
  private boolean said;

  MemorySection(Cells cells) {
    settings = cells.blocks(Context.MEMORY, MemoryKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    limit = cells.once("the memory limit");
  }

  void read(Arguments arguments) {
    said = true;
    arguments.optional(0).ifPresent(this::limit);
    arguments.block().ifPresent(settings::read);
  }

  Optional<Memory> value() {
    return said ? Optional.of(new Memory(limit.value())) : Optional.empty();
  }

  private void readSetting(MemoryKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case LIMIT -> limit(arguments.one(0));
    }
  }

  private void limit(Word word) {
    values.read(word, MemorySection::limit).ifPresent(limit::say);
  }

  private static Reading<MemoryLimit> limit(String text) {
    return Limit.read(text, MemorySection::bytes)
        .map(
            bytes ->
                bytes
                    .<MemoryLimit>map(MemoryLimit.Bytes::new)
                    .orElseGet(MemoryLimit.Unlimited::new));
  }

  private static Reading<Long> bytes(String text) {
    return ByteSize.read(text)
        .then(
            bytes ->
                bytes < LEAST
                    ? Reading.outOfRange(
                        "`" + text + "` is less than a page of memory",
                        "a size without a unit is in bytes; the least is 4KiB")
                    : new Reading.Value<>(bytes));
  }
}
