package dev.cdlc.plan;

import java.util.OptionalInt;

/**
 * The signals of signal(7) with the numbers that x86-64 and AArch64 share, asm-generic/signal.h.
 * Real-time signals have no constant of their own; {@link #number(String)} knows them.
 */
public enum Signal {
  SIGHUP(1),
  SIGINT(2),
  SIGQUIT(3),
  SIGILL(4),
  SIGTRAP(5),
  SIGABRT(6),
  SIGBUS(7),
  SIGFPE(8),
  SIGKILL(9),
  SIGUSR1(10),
  SIGSEGV(11),
  SIGUSR2(12),
  SIGPIPE(13),
  SIGALRM(14),
  SIGTERM(15),
  SIGSTKFLT(16),
  SIGCHLD(17),
  SIGCONT(18),
  SIGSTOP(19),
  SIGTSTP(20),
  SIGTTIN(21),
  SIGTTOU(22),
  SIGURG(23),
  SIGXCPU(24),
  SIGXFSZ(25),
  SIGVTALRM(26),
  SIGPROF(27),
  SIGWINCH(28),
  SIGIO(29),
  SIGPWR(30),
  SIGSYS(31);

  /** SIGRTMIN as programs see it; the C libraries keep 32 and 33 for themselves. */
  private static final int FIRST_REAL_TIME = 34;

  /** SIGRTMAX, and the highest signal of all. */
  public static final int HIGHEST = 64;

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** From 1. */
  public int number() {
    return number;
  }

  /**
   * The number of a signal by its name with or without {@code SIG}, in upper case: {@code TERM},
   * {@code SIGPOLL}, {@code SIGRTMIN+3}.
   */
  public static OptionalInt number(String name) {
    String word = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
    if (word.startsWith("RTMIN") || word.startsWith("RTMAX")) {
      return realTime(word);
    }
    for (Signal signal : values()) {
      if (signal.name().substring("SIG".length()).equals(otherwiseNamed(word))) {
        return OptionalInt.of(signal.number);
      }
    }
    return OptionalInt.empty();
  }

  /** The name of a signal, 1 to {@link #HIGHEST}: {@code SIGTERM}, {@code SIGRTMIN+3}, or 32. */
  public static String name(int number) {
    for (Signal signal : values()) {
      if (signal.number == number) {
        return signal.name();
      }
    }
    if (number < FIRST_REAL_TIME) {
      return Integer.toString(number);
    }
    return number == FIRST_REAL_TIME ? "SIGRTMIN" : "SIGRTMIN+" + (number - FIRST_REAL_TIME);
  }

  /** Names that signal(7) gives as synonyms. */
  private static String otherwiseNamed(String word) {
    return switch (word) {
      case "IOT" -> "ABRT";
      case "CLD" -> "CHLD";
      case "POLL" -> "IO";
      case "UNUSED" -> "SYS";
      default -> word;
    };
  }

  /** {@code RTMIN}, {@code RTMIN+N}, {@code RTMAX} and {@code RTMAX-N}. */
  private static OptionalInt realTime(String word) {
    boolean fromBelow = word.startsWith("RTMIN");
    String distance = word.substring("RTMIN".length());
    if (!distance.isEmpty() && !distance.matches(fromBelow ? "\\+[0-9]{1,2}" : "-[0-9]{1,2}")) {
      return OptionalInt.empty();
    }
    int number =
        (fromBelow ? FIRST_REAL_TIME : HIGHEST)
            + (distance.isEmpty() ? 0 : Integer.parseInt(distance));
    return number >= FIRST_REAL_TIME && number <= HIGHEST
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }
}
