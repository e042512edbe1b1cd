package dev.cdlc.importer.cdl;

import java.util.Locale;
import java.util.Optional;

/** Names from elsewhere as names of containers. */
public final class ContainerName {
  private static final int LONGEST = 63;

  private ContainerName() {}

  /**
   * A name that CDL allows: lower-case, with {@code -} for what may not stand in it, and a letter
   * first. Empty where nothing of the text could stand in one.
   */
  public static Optional<String> of(String text) {
    String tidy =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
    if (tidy.isEmpty()) {
      return Optional.empty();
    }
    String name = Character.isDigit(tidy.charAt(0)) ? "c-" + tidy : tidy;
    return Optional.of(name.substring(0, Math.min(name.length(), LONGEST)));
  }

  /** A name that tells one of several apart. */
  public static String numbered(String name, int number) {
    String end = "-" + number;
    return name.substring(0, Math.min(name.length(), LONGEST - end.length())) + end;
  }
}
