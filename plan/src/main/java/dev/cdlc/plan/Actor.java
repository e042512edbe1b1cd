package dev.cdlc.plan;

/** The process that runs a step. */
public enum Actor {
  /** What the shell started; stays in the host's namespaces and tends the container. */
  SUPERVISOR,
  /**
   * Enters a user namespace that exists, from which the supervisor could not go back, and clones
   * the init there as the supervisor's child.
   */
  JOINER,
  /** The first process of the container, until it executes the container's command. */
  INIT,
  /** The child that executes it instead, where the init stays as a reaper. */
  COMMAND
}
