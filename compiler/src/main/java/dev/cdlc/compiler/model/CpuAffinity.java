package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code exec-cpu-affinity}: lists of CPUs as in {@code 0-3,7}. */
public record CpuAffinity(Optional<Located<String>> initial, Optional<Located<String>> finalSet) {}
