package dev.cdlc.compiler.model;

import java.util.Optional;

/** When and where the kernel runs a container's command, and gives it memory. */
public record Scheduling(
    Optional<Scheduler> scheduler,
    Optional<Located<IoPriority>> ioPriority,
    Optional<Located<CpuAffinity>> execCpuAffinity,
    Optional<Located<NumaPolicy>> numaPolicy) {}
