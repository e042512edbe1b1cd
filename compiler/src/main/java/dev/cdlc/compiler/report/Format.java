package dev.cdlc.compiler.report;

import java.util.Optional;

/** A way to write a {@link Report}. */
public interface Format {
  /** As {@code --output} takes it. */
  String name();

  /** The reader of the format, in a few words. */
  String reader();

  Written write(Report report);

  /**
   * A report that was written.
   *
   * @param cut what had to be left out for its reader's sake, in one clause
   */
  record Written(String text, Optional<String> cut) {
    static Written whole(String text) {
      return new Written(text, Optional.empty());
    }
  }
}
