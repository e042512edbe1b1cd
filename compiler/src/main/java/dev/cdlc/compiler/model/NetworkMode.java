package dev.cdlc.compiler.model;

/** What {@code net} says a container reaches. */
public enum NetworkMode {
  /** Nothing but itself: a fresh network namespace, its loopback interface up. */
  NONE,
  /** What the caller reaches: there is no network namespace. */
  HOST,
  /** Other hosts, by way of a process of the caller's that needs no privilege. */
  USER,
  /** Containers on the same bridge, and other hosts by way of it. */
  BRIDGE
}
