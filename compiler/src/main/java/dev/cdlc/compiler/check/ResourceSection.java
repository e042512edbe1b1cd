package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.registry.ResourceKeyword;
import java.util.Optional;

/** What a container's body says of the resources that it may use. */
final class ResourceSection {
  /** PID_MAX_LIMIT of linux/threads.h on 64 bits: pids.max takes no more. */
  private static final long MOST_TASKS = 4_194_304;

  private final Values values;
  private final CpuSection cpu;
  private final MemorySection memory;
  private final Once<PidsLimit> pids;

  ResourceSection(Source source, Findings findings) {
    values = new Values(findings);
    cpu = new CpuSection(source, findings);
    memory = new MemorySection(source, findings);
    pids = new Once<>("the limit of tasks", findings);
  }

  void read(ResourceKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CPU -> cpu.read(arguments);
      case MEMORY -> memory.read(arguments);
      case PIDS -> values.read(arguments.one(0), ResourceSection::tasks).ifPresent(pids::say);
    }
  }

  Optional<Cpu> cpu() {
    return cpu.value();
  }

  Optional<Memory> memory() {
    return memory.value();
  }

  Optional<Located<PidsLimit>> pids() {
    return pids.value();
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
