package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A diagnostic that needs no source any more: its places are lines and columns.
 *
 * @param label what its place shows; may be empty
 * @param fingerprint what it is recognised by in another version of the file
 * @param suppression why it is not told; empty where it is
 */
public record Finding(
    Code code,
    Severity severity,
    String message,
    Place place,
    String label,
    List<Related> related,
    Optional<String> help,
    Optional<Repair> repair,
    String fingerprint,
    Optional<Suppression> suppression) {
  public Finding {
    related = List.copyOf(related);
  }

  /** Another place that the finding is about, and what it shows. */
  public record Related(Place place, String text) {}

  /** A rewrite that is safe to apply unseen. */
  public record Repair(String title, List<Replacement> replacements) {
    public Repair {
      replacements = List.copyOf(replacements);
    }
  }

  /** Puts a text in place of a range; an empty range inserts. */
  public record Replacement(Place place, String text) {}

  /** The message, and the help below it. */
  String sentence() {
    return message + help.map(text -> "\nhelp: " + text).orElse("");
  }
}
