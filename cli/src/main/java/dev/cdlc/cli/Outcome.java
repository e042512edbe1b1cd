package dev.cdlc.cli;

/** How a command ended. */
enum Outcome {
  DONE(0),
  /** An error stands in a source. */
  FINDINGS(1),
  /** The command line is wrong, or a file cannot be read or written. */
  USAGE(2),
  /** A bug in cdlc. */
  FAULT(3);

  private final int status;

  Outcome(int status) {
    this.status = status;
  }

  /** The exit status of every command but {@code run}. */
  int status() {
    return status;
  }
}
