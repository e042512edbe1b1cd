package dev.cdlc.compiler.model;

/** {@code cgroup-file}: what is written to a file of cgroup v2, as in {@code memory.high}. */
public record CgroupFile(String name, String value) {}
