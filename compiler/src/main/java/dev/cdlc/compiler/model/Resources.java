package dev.cdlc.compiler.model;

import java.util.Optional;

/** How much of the machine a container may use. */
public record Resources(
    Optional<Cpu> cpu, Optional<Memory> memory, Optional<Located<PidsLimit>> pids) {}
