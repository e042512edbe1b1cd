package dev.cdlc.codegen.interpreter;

/** How a sequence of instructions ended. */
enum Ending {
  FELL_THROUGH,
  BROKE,
  CONTINUED,
  RETURNED,
  /** The process is no more, or runs another executable. */
  LEFT
}
