package dev.cdlc.compiler.model;

import java.util.List;

/** The kinds of namespaces(7), in the order in which OCI config-linux.md lists them. */
public enum NamespaceType {
  PID,
  NETWORK,
  MOUNT,
  IPC,
  UTS,
  USER,
  CGROUP,
  TIME;

  /** Those that a container has fresh ones of where it does not list any. */
  public static final List<NamespaceType> UNSAID = List.of(PID, MOUNT, IPC, UTS, NETWORK, CGROUP);
}
