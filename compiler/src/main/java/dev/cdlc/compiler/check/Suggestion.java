package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * A word that may have been meant. Distances are Damerau and Levenshtein's in their restricted
 * form: insertions, deletions, substitutions, and swaps of neighbours.
 */
public record Suggestion(String word, int distance) {
  private static final int FARTHEST = 2;

  /** The candidate nearest to a word, if one is near enough to be a slip of it. */
  public static Optional<Suggestion> nearest(String word, Collection<String> candidates) {
    String lower = word.toLowerCase(Locale.ROOT);
    Optional<Suggestion> best = Optional.empty();
    for (String candidate : candidates) {
      int limit = best.map(found -> found.distance() - 1).orElse(FARTHEST);
      int distance = near(lower, candidate.toLowerCase(Locale.ROOT), limit);
      if (distance <= limit) {
        best = Optional.of(new Suggestion(candidate, distance));
      }
    }
    return best;
  }

  /**
   * Adds to a report of an unknown word what may have been meant.
   *
   * @param otherwise the help where nothing is near enough
   */
  static Diagnostic explain(
      Diagnostic unknown, String word, Collection<String> candidates, String otherwise) {
    return nearest(word, candidates)
        .map(near -> explain(unknown, near.word()))
        .orElseGet(() -> unknown.withHelp(otherwise));
  }

  /** Adds to a report of an unknown word that {@code meant} was meant. */
  static Diagnostic explain(Diagnostic unknown, String meant) {
    return unknown
        .withHelp("did you mean `" + meant + "`?")
        .withFix("write `" + meant + "`", new Edit(unknown.primary().span(), meant));
  }

  /** The distance, or more than {@code limit} where the words are too far apart to be a slip. */
  private static int near(String a, String b, int limit) {
    int longer = Math.max(a.length(), b.length());
    int allowed = Math.min(limit, Math.max(1, longer / 3));
    if (Math.abs(a.length() - b.length()) > allowed) {
      return limit + 1;
    }
    int distance = distance(a, b, allowed);
    return distance <= allowed ? distance : limit + 1;
  }

  /**
   * The distance where it is {@code limit} or less, else a larger number: only the cells near the
   * diagonal are looked at, for a way through others costs more.
   */
  private static int distance(String a, String b, int limit) {
    var beforeLast = new int[b.length() + 2];
    var last = new int[b.length() + 2];
    var row = new int[b.length() + 2];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - limit);
      int to = Math.min(b.length(), i + limit);
      row[from - 1] = from == 1 ? i : limit + 1;
      int least = row[from - 1];
      for (int j = from; j <= to; j++) {
        row[j] = cheapest(a, b, i, j, row[j - 1], last, beforeLast);
        least = Math.min(least, row[j]);
      }
      row[to + 1] = limit + 1;
      if (least > limit) {
        return least;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }

  private static int cheapest(
      String a, String b, int i, int j, int left, int[] last, int[] beforeLast) {
    int substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(substitution, 1 + Math.min(last[j], left));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
  }
}
