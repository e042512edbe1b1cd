package dev.cdlc.plan;

/** What undoes an action. */
public enum Inverse {
  /** Nothing outside the acting process has changed. */
  NONE,
  /** The last process of the container takes it along: mounts, host name, namespaces. */
  ENDS_WITH_CONTAINER,
  /** Kill what runs in the cgroup and rmdir(2) it in every hierarchy. */
  REMOVE_CGROUP,
  /** SIGKILL to the container's init, then wait for it. */
  KILL_INIT
}
