package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Terminals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
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

  /** Nonzero while the caller's terminal is in raw mode. */
  private static final Cell RAW = new Cell("terminal_made_raw");

  /** {@code struct termios} of asm-generic/termbits.h. */
  private static final int TERMIOS_BYTES = 64;

  private static final int INPUT_MODES = 0;
  private static final int OUTPUT_MODES = 4;
  private static final int CONTROL_MODES = 8;
  private static final int LOCAL_MODES = 12;

  /** VTIME and VMIN of {@code c_cc}. */
  private static final int READ_TIMEOUT = 17 + 5;

  private static final int LEAST_READ = 17 + 6;
  private static final int STANDARD_INPUT = 0;
  private static final Cell RESULT = new Cell("terminal_result");
  private static final Cell GROUP = new Cell("terminal_group");

  private Terminal() {}

  /** ENOTTY where standard input is no terminal, or not that of the caller's session. */
  public static void find(Sequence s, Data data) {
    s.call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TIOCGPGRP, group(data))
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

  /** The caller's terminal passes on every character at once, as cfmakeraw(3) has it. */
  public static void makeRaw(Sequence s, Data data) {
    Address raw = data.buffer("terminal_raw", TERMIOS_BYTES);
    s.move(SHARED, value(0));
    s.call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TCGETS, saved(data))
        .into(RESULT)
        .orGoOn();
    s.when(
        succeeded(RESULT),
        terminal -> {
          terminal.call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TCGETS, raw).orGoOn();
          change(terminal, raw, INPUT_MODES, Terminals.COOKED_INPUT, 0);
          change(terminal, raw, OUTPUT_MODES, Terminals.COOKED_OUTPUT, 0);
          change(terminal, raw, CONTROL_MODES, Terminals.CHARACTER_SIZE, Terminals.EIGHT_BITS);
          change(terminal, raw, LOCAL_MODES, Terminals.COOKED_LOCAL, 0);
          terminal.store(Width.BYTE, raw, value(LEAST_READ), value(1));
          terminal.store(Width.BYTE, raw, value(READ_TIMEOUT), value(0));
          terminal.call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TCSETS, raw).orGoOn();
          terminal.move(RAW, value(1));
        });
  }

  private static void change(Sequence s, Address termios, int field, long clear, long set) {
    s.load(RESULT, Width.WORD, termios, value(field));
    s.compute(RESULT, Operation.AND, value(~clear & 0xffff_ffffL));
    s.compute(RESULT, Operation.OR, value(set));
    s.store(Width.WORD, termios, value(field), value(RESULT));
  }

  private static Address saved(Data data) {
    return data.buffer("terminal_saved", TERMIOS_BYTES);
  }

  /** A shell in the container may leave its own process group, now empty, in the foreground. */
  static void restore(Sequence s, Data data) {
    s.when(
        isNot(RAW, 0),
        changed ->
            changed
                .call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TCSETS, saved(data))
                .orGoOn());
    s.when(
        isNot(FOREGROUND, 0),
        own ->
            own.call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TIOCSPGRP, group(data))
                .orGoOn());
  }

  private static Address group(Data data) {
    return data.buffer("terminal_group_memory", 8);
  }
}
