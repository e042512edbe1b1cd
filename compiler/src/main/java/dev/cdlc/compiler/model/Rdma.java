package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code rdma}: what one RDMA device gives; at least one is said. */
public record Rdma(
    String device, Optional<Located<Long>> handles, Optional<Located<Long>> objects) {}
