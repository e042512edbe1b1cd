package dev.cdlc.cli;

import java.util.List;

/**
 * Where the JVM starts to train the AOT cache of the distribution: runs one command line after the
 * other, so that the cache holds what any of them needs.
 */
public final class Training {
  private static final List<Integer> USUAL =
      List.of(Outcome.DONE.status(), Outcome.FINDINGS.status());

  private Training() {}

  /**
   * Runs each of {@code lines}, whose words stand between single spaces.
   *
   * @throws IllegalStateException if one ends otherwise than with findings or without
   */
  public static void main(String[] lines) {
    for (String line : lines) {
      int status = Main.run(line.split(" ", -1));
      if (!USUAL.contains(status)) {
        throw new IllegalStateException("cdlc " + line + " ended with " + status);
      }
    }
  }
}
