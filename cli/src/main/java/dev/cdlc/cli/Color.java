package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Palette;
import picocli.CommandLine.ParseResult;

/** Whether messages are coloured. */
final class Color {
  static final String OPTION = "--color";

  private Color() {}

  /**
   * What {@code --color} says; without it, only for a person on a terminal who has not set NO_COLOR
   * (no-color.org).
   */
  static Palette palette(ParseResult arguments, Console console) throws CommandException {
    String when = arguments.matchedOptionValue(OPTION, "auto");
    return switch (when) {
      case "always" -> Palette.ANSI;
      case "never" -> Palette.PLAIN;
      case "auto" -> automatic(console);
      default ->
          throw new CommandException(OPTION + " takes auto, always or never, not '" + when + "'");
    };
  }

  private static Palette automatic(Console console) {
    return isUnderstood(console) ? Palette.ANSI : Palette.PLAIN;
  }

  /** Whether there is a terminal that does more than print, and nobody minds. */
  static boolean isUnderstood(Console console) {
    return console.terminal() && !isSet(console, "NO_COLOR") && !isDumb(console);
  }

  /** Whether a variable has a value. */
  static boolean isSet(Console console, String variable) {
    return !console.environment().getOrDefault(variable, "").isEmpty();
  }

  private static boolean isDumb(Console console) {
    return console.environment().getOrDefault("TERM", "").equals("dumb");
  }
}
