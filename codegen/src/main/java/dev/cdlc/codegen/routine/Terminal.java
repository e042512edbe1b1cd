package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** The terminal that the container shares with its caller, if standard input is one. */
public final class Terminal {
  /** Nonzero if the container stays in the session of its caller's terminal. */
  public static final Cell SHARED = new Cell("terminal_shared");

  /** Nonzero if the supervisor was in the foreground when it started. */
  private static final Cell FOREGROUND = new Cell("terminal_foreground");

  private static final int STANDARD_INPUT = 0;
  private static final Cell RESULT = new Cell("terminal_result");
  private static final Cell GROUP = new Cell("terminal_group");

  private Terminal() {}

  /** ENOTTY where standard input is no terminal, or not that of the caller's session. */
  public static void find(Sequence s, Data data) {
    s.call(Syscall.IOCTL, value(STANDARD_INPUT), Files.TIOCGPGRP, group(data))
        .into(RESULT)
        .orGoOn();
    s.when(
        succeeded(RESULT),
        terminal -> {
          terminal.move(SHARED, value(1));
          terminal.load(GROUP, Width.WORD, group(data), value(0));
          terminal.call(Syscall.GETPGID, value(0)).into(RESULT).orGoOn();
          terminal.when(is(RESULT, value(GROUP)), own -> own.move(FOREGROUND, value(1)));
        });
  }

  /** A shell in the container may leave its own process group, now empty, in the foreground. */
  static void restore(Sequence s, Data data) {
    s.when(
        isNot(FOREGROUND, 0),
        own ->
            own.call(Syscall.IOCTL, value(STANDARD_INPUT), Files.TIOCSPGRP, group(data)).orGoOn());
  }

  private static Address group(Data data) {
    return data.buffer("terminal_group_memory", 8);
  }
}
