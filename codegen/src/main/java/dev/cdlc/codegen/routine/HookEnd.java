package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Operand.Constant;

/** How a hook can end that has failed, in place of an errno; no errno has such a number. */
public enum HookEnd {
  /** The number in the page is its exit status. */
  EXITED(254, "exit status "),
  /** The number in the page is that of a signal. */
  KILLED(253, "killed by signal "),
  LATE(252, "it took longer than its timeout"),
  INTERRUPTED(251, "a signal asked the container to end");

  private final int number;
  private final String text;

  HookEnd(int number, String text) {
    this.number = number;
    this.text = text;
  }

  int number() {
    return number;
  }

  /** What a message says in place of an errno's name; where it ends in a space a number follows. */
  String text() {
    return text;
  }

  /** As a failed call would return it. */
  public Constant result() {
    return new Constant(-number, "");
  }
}
