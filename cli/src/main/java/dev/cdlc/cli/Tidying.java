package dev.cdlc.cli;

/** Removes what is left of containers whose supervisor was killed, and tells of it. */
interface Tidying {
  /** Says nothing where nothing is left, and never keeps a command from what it is for. */
  void removeLeftovers(Console console);
}
