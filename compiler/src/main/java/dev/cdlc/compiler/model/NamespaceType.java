package dev.cdlc.compiler.model;

/** The kinds of namespaces(7), in the order in which OCI config-linux.md lists them. */
public enum NamespaceType {
  PID,
  NETWORK,
  MOUNT,
  IPC,
  UTS,
  USER,
  CGROUP,
  TIME
}
