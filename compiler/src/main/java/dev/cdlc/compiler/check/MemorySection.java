package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.model.Memory.Swap;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.MemoryKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What {@code memory} says. */
final class MemorySection {
  /** The kernel counts memory in pages; less than one would be a limit of nothing. */
  private static final long LEAST = 4096;

  /** See memory.swappiness in kernel cgroup-v1/memory.rst. */
  private static final long MOST_SWAPPINESS = 100;

  private final Findings findings;
  private final BlockReader<MemoryKeyword> settings;
  private final Values values;
  private final Once<MemoryLimit> limit;
  private final Once<MemoryLimit> reservation;
  private final Once<Swap> swap;
  private final Once<Long> swappiness;
  private final Once<Boolean> oomKill;
  private final Once<MemoryLimit> kernel;
  private final Once<MemoryLimit> kernelTcp;
  private final Once<Boolean> useHierarchy;
  private final Once<Boolean> checkBeforeUpdate;
  private boolean said;
  private boolean understood = true;

  MemorySection(Cells cells) {
    findings = cells.findings();
    settings = cells.blocks(Context.MEMORY, MemoryKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    limit = cells.once("the memory limit");
    reservation = cells.once("the reservation");
    swap = cells.once("the limit of swap");
    swappiness = cells.once("`swappiness`");
    oomKill = cells.once("`oom-kill`");
    kernel = cells.once("the limit of kernel memory");
    kernelTcp = cells.once("the limit of TCP memory");
    useHierarchy = cells.once("`use-hierarchy`");
    checkBeforeUpdate = cells.once("`check-before-update`");
  }

  void read(Arguments arguments) {
    said = true;
    arguments.optional(0).ifPresent(word -> read(word, MemorySection::limit, limit));
    arguments.block().ifPresent(settings::read);
  }

  Optional<Memory> value() {
    return said ? Optional.of(memory()) : Optional.empty();
  }

  private Memory memory() {
    return new Memory(
        limit.value(),
        reservation.value(),
        swap.value(),
        swappiness.value(),
        oomKill.value(),
        kernel.value(),
        kernelTcp.value(),
        useHierarchy.value(),
        checkBeforeUpdate.value());
  }

  /** Reports what only the values together can show. */
  void finish() {
    value()
        .filter(_ -> understood && settings.isUnderstood())
        .ifPresent(memory -> new MemoryCoherence(memory, findings).check());
  }

  private void readSetting(MemoryKeyword keyword, Arguments arguments) {
    Word word = arguments.one(0);
    switch (keyword) {
      case LIMIT -> read(word, MemorySection::limit, limit);
      case RESERVATION -> read(word, MemorySection::limit, reservation);
      case SWAP -> read(word, text -> swap(text, Swap.OnTop::new), swap);
      case SWAP_TOTAL -> read(word, text -> swap(text, Swap.Total::new), swap);
      case SWAPPINESS -> read(word, MemorySection::swappiness, swappiness);
      case OOM_KILL -> read(word, Toggle::read, oomKill);
      case KERNEL -> read(word, MemorySection::limit, kernel);
      case KERNEL_TCP -> read(word, MemorySection::limit, kernelTcp);
      case USE_HIERARCHY -> read(word, Toggle::read, useHierarchy);
      case CHECK_BEFORE_UPDATE -> read(word, Toggle::read, checkBeforeUpdate);
    }
  }

  private <T> void read(Word word, Function<String, Reading<T>> type, Once<T> cell) {
    Optional<Located<T>> read = values.read(word, type);
    understood &= read.isPresent();
    read.ifPresent(cell::say);
  }

  private static Reading<Long> swappiness(String text) {
    return WholeNumber.read(text, 0, MOST_SWAPPINESS);
  }

  private static Reading<MemoryLimit> limit(String text) {
    return Limit.read(text, MemorySection::bytes)
        .map(
            bytes ->
                bytes
                    .<MemoryLimit>map(MemoryLimit.Bytes::new)
                    .orElseGet(MemoryLimit.Unlimited::new));
  }

  private static Reading<Swap> swap(String text, LongFunction<Swap> limited) {
    return Limit.read(text, ByteSize::read)
        .map(bytes -> bytes.map(limited::apply).orElseGet(Swap.Unlimited::new));
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
