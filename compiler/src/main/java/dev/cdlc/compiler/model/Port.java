package dev.cdlc.compiler.model;

import java.util.Optional;

/**
 * {@code publish}: a port of the host that leads to one of the container.
 *
 * @param address of the host, IPv4 or IPv6; empty: all of them
 * @param host 1 to 65535; empty: one that is free
 * @param container 1 to 65535
 */
public record Port(
    Optional<String> address, Optional<Integer> host, int container, Protocol protocol) {
  /** What listens behind a port. */
  public enum Protocol {
    TCP,
    UDP
  }
}
