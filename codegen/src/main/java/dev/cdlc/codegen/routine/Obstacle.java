package dev.cdlc.codegen.routine;

import java.util.Optional;

/**
 * What can stand in the way of execve(2) that its errno does not tell. The help of some ends with a
 * colon; which file or machine it is about follows.
 */
public enum Obstacle {
  FOLDER(0x100, "it is a folder"),
  EMPTY(0x101, "the file is empty"),
  NOEXEC(0x102, "it stands on a file system that is mounted `noexec`"),
  CARRIAGE_RETURN(
      0x103,
      "its lines end in CR LF, as on Windows; without the CR, its first line would ask for: "),
  NO_INTERPRETER(0x104, "its first line asks for an interpreter that the root does not have: "),
  CLOSED_INTERPRETER(
      0x105, "the container's user may not execute the interpreter of its first line: "),
  NO_LOADER(0x106, "it needs a dynamic loader that the root does not have: "),
  CLOSED_LOADER(0x107, "the container's user may not execute the dynamic loader that it needs: "),
  INDIRECT(0x108, "the file is there, but not all that it needs in order to start"),
  FOREIGN(0x109, "it is a program for another kind of machine: ");

  private final int number;
  private final String help;

  /** Numbers are beyond all errnos, with which they share a table. */
  Obstacle(int number, String help) {
    this.number = number;
    this.help = help;
  }

  int number() {
    return number;
  }

  /** The line of help that tells of it. */
  public Help help() {
    return new Help(number(), help, Optional.empty());
  }
}
