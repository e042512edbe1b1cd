package dev.cdlc.plan;

/** Propagation of mount events; see mount_namespaces(7). */
public enum Propagation {
  PRIVATE,
  SLAVE,
  SHARED,
  UNBINDABLE
}
