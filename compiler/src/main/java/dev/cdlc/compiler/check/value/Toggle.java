package dev.cdlc.compiler.check.value;

import java.util.Locale;

/** Switches: {@code on} or {@code off}. */
public final class Toggle {
  private static final String FORMS = "a switch is `on` or `off`";

  private Toggle() {}

  /** Reads a switch; the words that other formats have for it are offered as what they mean. */
  public static Reading<Boolean> read(String text) {
    return switch (text) {
      case "on" -> new Reading.Value<>(true);
      case "off" -> new Reading.Value<>(false);
      default -> refuse(text);
    };
  }

  private static Reading<Boolean> refuse(String text) {
    String message = "`" + text + "` is neither `on` nor `off`";
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1", "enable", "enabled" -> Reading.wrong(message, FORMS, "on");
      case "off", "false", "no", "0", "disable", "disabled" -> Reading.wrong(message, FORMS, "off");
      default -> Reading.wrong(message, FORMS);
    };
  }
}
