package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
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
    int distance = distance(a, b);
    return distance <= allowed ? distance : limit + 1;
  }

  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        cost[i][j] = cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
