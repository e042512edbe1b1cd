package dev.cdlc.codegen.routine;

/**
 * What a supervisor exits with when its command was not executed.
 *
 * @param notStarted whatever came before the command
 * @param notExecutable a command that is there
 * @param notFound a command that is not there
 */
public record ExitStatuses(int notStarted, int notExecutable, int notFound) {
  /** As shells and env(1) have them. */
  public static final ExitStatuses OF_SHELLS = new ExitStatuses(125, 126, 127);

  /** As {@code runc exec} has it: the status of no command can mean something else. */
  public static final ExitStatuses OF_RUNC = new ExitStatuses(255, 255, 255);
}
