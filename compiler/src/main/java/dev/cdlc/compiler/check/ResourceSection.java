package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Resources;
import dev.cdlc.compiler.registry.ResourceKeyword;

/** What a container's body says of the resources that it may use. */
final class ResourceSection {
  /** PID_MAX_LIMIT of linux/threads.h on 64 bits: pids.max takes no more. */
  private static final long MOST_TASKS = 4_194_304;

  private final Values values;
  private final CpuSection cpu;
  private final MemorySection memory;
  private final Once<PidsLimit> pids;

  ResourceSection(Cells cells) {
    values = new Values(cells.findings());
    cpu = new CpuSection(cells);
    memory = new MemorySection(cells);
    pids = cells.once("the limit of tasks");
  }

  void read(ResourceKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CPU -> cpu.read(arguments);
      case MEMORY -> memory.read(arguments);
      case PIDS -> values.read(arguments.one(0), ResourceSection::tasks).ifPresent(pids::say);
    }
  }

  Resources value() {
    return new Resources(cpu.value(), memory.value(), pids.value());
  }

  /** Reports what only the values together can show. */
  void finish() {
    cpu.finish();
  }

  private static Reading<PidsLimit> tasks(String text) {
    return Limit.read(text, number -> WholeNumber.read(number, 1, MOST_TASKS))
        .map(
            count ->
                count.<PidsLimit>map(PidsLimit.Tasks::new).orElseGet(PidsLimit.Unlimited::new));
  }
}
