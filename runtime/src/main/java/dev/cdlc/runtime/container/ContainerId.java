package dev.cdlc.runtime.container;

import java.util.regex.Pattern;

/** The id of a container, by runc's rule: a file name of these characters, and no more. */
public record ContainerId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_+,.-]+");

  /** runc has 1024, but no file system has such names: NAME_MAX of linux/limits.h. */
  private static final int LONGEST = 255;

  private static final int SHOWN = 40;

  /**
   * An id as it was given.
   *
   * @throws StateException if it cannot be one
   */
  public static ContainerId of(String given) throws StateException {
    if (given.length() > LONGEST) {
      throw new StateException(
          "invalid container ID: '%s...' has %d characters, at most %d are possible"
              .formatted(given.substring(0, SHOWN), given.length(), LONGEST));
    }
    if (!FORM.matcher(given).matches() || given.equals(".") || given.equals("..")) {
      throw new StateException(
          "invalid container ID format: '%s' has more than letters, digits and _ + , . -"
              .formatted(given));
    }
    return new ContainerId(given);
  }
}
