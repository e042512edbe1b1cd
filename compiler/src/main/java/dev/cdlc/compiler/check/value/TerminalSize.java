package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.model.Terminal;
import java.util.Optional;

/** Terminals: {@code on}, {@code off}, or a size, columns first: {@code 120x40}. */
public final class TerminalSize {
  /** The fields of struct winsize are unsigned shorts; see ioctl_tty(2). */
  private static final int MOST = 65_535;

  private static final String FORMS = "write columns and rows, as in `terminal 120x40`";

  private TerminalSize() {}

  /** Reads what follows {@code terminal}. */
  public static Reading<Terminal> read(String text) {
    return switch (text) {
      case "on" -> new Reading.Value<>(new Terminal(true, Optional.empty()));
      case "off" -> new Reading.Value<>(new Terminal(false, Optional.empty()));
      default -> size(text).map(size -> new Terminal(true, Optional.of(size)));
    };
  }

  private static Reading<Terminal.Size> size(String text) {
    int x = text.indexOf('x');
    if (x < 0 || !Digits.only(text.substring(0, x)) || !Digits.only(text.substring(x + 1))) {
      return Reading.wrong("`" + text + "` is not the size of a terminal", FORMS);
    }
    return cells(text.substring(0, x))
        .then(
            columns -> cells(text.substring(x + 1)).map(rows -> new Terminal.Size(columns, rows)));
  }

  private static Reading<Integer> cells(String digits) {
    return WholeNumber.read(digits, 1, MOST).map(Long::intValue);
  }
}
