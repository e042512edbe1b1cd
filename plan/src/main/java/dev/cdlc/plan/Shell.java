package dev.cdlc.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text as a POSIX shell would take it, or as a terminal may be shown it. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  static String quote(List<String> args) {
    return args.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String argument) {
    if (PLAIN.matcher(argument).matches()) {
      return argument;
    }
    return argument.chars().anyMatch(Character::isISOControl)
        ? "$'" + argument.codePoints().mapToObj(Shell::escape).collect(Collectors.joining()) + "'"
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  /** Text with its control characters as octal escapes, so that it stays on its line. */
  public static String printable(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    return text.codePoints().mapToObj(Shell::visible).collect(Collectors.joining());
  }

  private static String visible(int codePoint) {
    return Character.isISOControl(codePoint)
        ? String.format(Locale.ROOT, "\\%03o", codePoint)
        : Character.toString(codePoint);
  }

  /** As POSIX.1-2024 has it between {@code $'} and {@code '}. */
  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\'', '\\' -> "\\" + (char) codePoint;
      default -> visible(codePoint);
    };
  }
}
