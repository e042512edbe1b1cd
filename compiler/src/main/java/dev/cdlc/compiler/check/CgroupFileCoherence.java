package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.CgroupFile;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Resources;
import java.util.Optional;
import java.util.function.Function;

/**
 * No file of a cgroup is written twice: by {@code cgroup-file}, and by the statement that the file
 * belongs to. The files are those of kernel cgroup-v2.rst, and of config-linux.md for v1's names.
 */
record CgroupFileCoherence(Resources resources, Findings findings) {
  void check() {
    for (Located<CgroupFile> file : resources.cgroupFiles()) {
      writer(file.value().name()).ifPresent(span -> findings.add(clash(file, span)));
    }
  }

  private Optional<Span> writer(String file) {
    return switch (file) {
      case "cpu.max" -> cpu(Cpu::limit).or(() -> cpu(Cpu::periodMicros));
      case "cpu.max.burst" -> cpu(Cpu::burstMicros);
      case "cpu.weight", "cpu.weight.nice" -> cpu(Cpu::share);
      case "cpu.idle" -> cpu(Cpu::idle);
      case "cpuset.cpus" -> cpu(Cpu::set);
      case "cpuset.mems" -> cpu(Cpu::mems);
      case "memory.max" -> memory(Memory::limit);
      case "memory.low" -> memory(Memory::reservation);
      case "memory.swap.max" -> memory(Memory::swap);
      case "pids.max" -> resources.pids().map(Located::span);
      case "io.weight", "io.bfq.weight" ->
          resources.io().flatMap(io -> io.weight()).map(Located::span);
      case "io.max" ->
          resources.io().flatMap(io -> io.devices().stream().map(Located::span).findFirst());
      case "rdma.max" -> resources.rdma().stream().map(Located::span).findFirst();
      default -> hugepages(file);
    };
  }

  private <T> Optional<Span> cpu(Function<Cpu, Optional<Located<T>>> value) {
    return resources.cpu().flatMap(value).map(Located::span);
  }

  private <T> Optional<Span> memory(Function<Memory, Optional<Located<T>>> value) {
    return resources.memory().flatMap(value).map(Located::span);
  }

  private Optional<Span> hugepages(String file) {
    return resources.hugepages().stream()
        .filter(pages -> file.equals("hugetlb." + pages.value().pageSize() + ".max"))
        .map(Located::span)
        .findFirst();
  }

  private static Diagnostic clash(Located<CgroupFile> file, Span writer) {
    return Diagnostic.of(
            Code.CGROUP_FILE_CLASH,
            file.span(),
            "`" + file.value().name() + "` is written by a statement already")
        .withRelated(writer, "writes the same file")
        .withHelp("remove one of the two");
  }
}
