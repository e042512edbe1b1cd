package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.CpuAffinity;
import dev.cdlc.compiler.model.IoPriority;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NumaPolicy;
import dev.cdlc.compiler.model.Scheduler;
import dev.cdlc.compiler.model.Scheduling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Emits {@code process.scheduler} and what else concerns when and where the command runs. */
record SchedulingSection(Scheduling asked, Places places) {
  /** IOPRIO_BE_NORM of linux/ioprio.h. */
  private static final int MIDDLE_LEVEL = 4;

  Optional<OciConfig.Scheduler> scheduler() {
    return asked.scheduler().map(this::scheduler);
  }

  private OciConfig.Scheduler scheduler(Scheduler scheduler) {
    String pointer = "/process/scheduler";
    return new OciConfig.Scheduler(
        places.note(pointer, scheduler.policy()).constantName(),
        number(pointer + "/nice", scheduler.nice()),
        number(pointer + "/priority", scheduler.priority()),
        scheduler
            .flags()
            .map(flags -> places.note(pointer + "/flags", flags))
            .map(flags -> flags.stream().map(Scheduler.Flag::constantName).toList())
            .orElse(List.of()),
        scheduler.runtimeNanos().map(time -> places.note(pointer + "/runtime", time)),
        scheduler.deadlineNanos().map(time -> places.note(pointer + "/deadline", time)),
        scheduler.periodNanos().map(time -> places.note(pointer + "/period", time)));
  }

  private OptionalInt number(String pointer, Optional<Located<Integer>> value) {
    return value
        .map(said -> OptionalInt.of(places.note(pointer, said)))
        .orElseGet(OptionalInt::empty);
  }

  Optional<OciConfig.IoPriority> ioPriority() {
    return asked
        .ioPriority()
        .map(priority -> places.note("/process/ioPriority", priority))
        .map(priority -> new OciConfig.IoPriority(priority.type().constantName(), level(priority)));
  }

  private static OptionalInt level(IoPriority priority) {
    return priority
        .level()
        .map(OptionalInt::of)
        .orElseGet(
            () ->
                switch (priority.type()) {
                  case REALTIME, BEST_EFFORT -> OptionalInt.of(MIDDLE_LEVEL);
                  case IDLE -> OptionalInt.empty();
                });
  }

  Optional<OciConfig.CpuAffinity> affinity() {
    return asked
        .execCpuAffinity()
        .map(affinity -> places.note("/process/execCPUAffinity", affinity))
        .map(this::affinity);
  }

  private OciConfig.CpuAffinity affinity(CpuAffinity affinity) {
    String pointer = "/process/execCPUAffinity";
    return new OciConfig.CpuAffinity(
        affinity.initial().map(cpus -> places.note(pointer + "/initial", cpus)),
        affinity.finalSet().map(cpus -> places.note(pointer + "/final", cpus)));
  }

  Optional<OciConfig.MemoryPolicy> memoryPolicy() {
    return asked
        .numaPolicy()
        .map(policy -> places.note("/linux/memoryPolicy", policy))
        .map(this::memoryPolicy);
  }

  private OciConfig.MemoryPolicy memoryPolicy(NumaPolicy policy) {
    return new OciConfig.MemoryPolicy(
        policy.mode().constantName(),
        policy.nodes().map(nodes -> places.note("/linux/memoryPolicy/nodes", nodes)),
        policy
            .flags()
            .map(flags -> places.note("/linux/memoryPolicy/flags", flags))
            .map(flags -> flags.stream().map(NumaPolicy.Flag::constantName).toList())
            .orElse(List.of()));
  }
}
