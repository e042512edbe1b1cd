package dev.cdlc.cli;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares texts of any length in hardly more than linear time. Lines that both have once, and in
 * the same order, are the same (Bram Cohen's "patience diff"); what lies between two of them is
 * compared by Myers' algorithm, which takes quadratic time, or, where it is long, differs as a
 * whole.
 */
final class AnchoredDiff implements DiffAlgorithmI<String> {
  /** The longest stretch that Myers' algorithm is given, in lines of both texts. */
  private static final int LONG = 2000;

  private static final int SEVERAL = -1;

  /** A line that is the same in both, by its place in each, and the one before it. */
  private record Anchor(int source, int target, Optional<Anchor> before) {}

  @Override
  public List<Change> computeDiff(
      List<? extends String> source,
      List<? extends String> target,
      DiffAlgorithmListener progress) {
    var changes = new ArrayList<Change>();
    var start = new Anchor(-1, -1, Optional.empty());
    for (Anchor anchor : anchors(source, target)) {
      changes.addAll(Stretch.between(start, anchor, source, target).changes(progress));
      start = anchor;
    }
    var end = new Anchor(source.size(), target.size(), Optional.empty());
    changes.addAll(Stretch.between(start, end, source, target).changes(progress));
    return changes;
  }

  /** The longest list of lines that both have once and in the same order. */
  private static Iterable<Anchor> anchors(
      List<? extends String> source, List<? extends String> target) {
    Map<String, Integer> places = places(target);
    Map<String, Integer> ownPlaces = places(source);
    var ends = new ArrayList<Anchor>();
    for (int i = 0; i < source.size(); i++) {
      int place = places.getOrDefault(source.get(i), SEVERAL);
      if (place != SEVERAL && ownPlaces.getOrDefault(source.get(i), SEVERAL) == i) {
        append(i, place, ends);
      }
    }
    Deque<Anchor> anchors = new ArrayDeque<>();
    Optional<Anchor> last = ends.isEmpty() ? Optional.empty() : Optional.of(ends.getLast());
    while (last.isPresent()) {
      anchors.addFirst(last.get());
      last = last.get().before();
    }
    return anchors;
  }

  /**
   * Extends the longest list that an anchor can extend.
   *
   * @param ends for each length, the list of that length which ends earliest in the target
   */
  private static void append(int source, int target, List<Anchor> ends) {
    var probe = new Anchor(source, target, Optional.empty());
    int length =
        -1 - Collections.binarySearch(ends, probe, Comparator.comparingInt(Anchor::target));
    var anchor =
        new Anchor(
            source, target, length == 0 ? Optional.empty() : Optional.of(ends.get(length - 1)));
    if (length == ends.size()) {
      ends.add(anchor);
    } else {
      ends.set(length, anchor);
    }
  }

  private static Map<String, Integer> places(List<? extends String> lines) {
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < lines.size(); i++) {
      places.merge(lines.get(i), i, (_, _) -> SEVERAL);
    }
    return places;
  }

  /** A part of each text, and where it begins. */
  private record Stretch(
      List<? extends String> source,
      int sourceStart,
      List<? extends String> target,
      int targetStart) {
    /** What lies between two anchors, without lines at either end that are the same. */
    static Stretch between(
        Anchor start, Anchor end, List<? extends String> source, List<? extends String> target) {
      int from = start.source() + 1;
      int to = end.source();
      int targetFrom = start.target() + 1;
      int targetTo = end.target();
      while (from < to
          && targetFrom < targetTo
          && source.get(from).equals(target.get(targetFrom))) {
        from++;
        targetFrom++;
      }
      while (from < to
          && targetFrom < targetTo
          && source.get(to - 1).equals(target.get(targetTo - 1))) {
        to--;
        targetTo--;
      }
      return new Stretch(
          source.subList(from, to), from, target.subList(targetFrom, targetTo), targetFrom);
    }

    List<Change> changes(DiffAlgorithmListener progress) {
      if (source.isEmpty() && target.isEmpty()) {
        return List.of();
      }
      if (source.isEmpty() || target.isEmpty() || source.size() + target.size() > LONG) {
        return List.of(change(0, source.size(), 0, target.size()));
      }
      return new MyersDiff<String>()
          .computeDiff(source, target, progress).stream()
              .map(
                  found ->
                      change(
                          found.startOriginal,
                          found.endOriginal,
                          found.startRevised,
                          found.endRevised))
              .toList();
    }

    private Change change(int start, int end, int startRevised, int endRevised) {
      DeltaType type =
          start == end
              ? DeltaType.INSERT
              : startRevised == endRevised ? DeltaType.DELETE : DeltaType.CHANGE;
      return new Change(
          type,
          sourceStart + start,
          sourceStart + end,
          targetStart + startRevised,
          targetStart + endRevised);
    }
  }
}
