package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Makes the cells that hold what a container's statements say, and knows which layer is being read:
 * profiles from left to right, then the body, then a variant. Within one layer a value is said
 * once; a later layer has its way over an earlier one, as the statement's {@code Merge} says.
 */
final class Cells {
  private final Sources sources;
  private final Findings findings;
  private final Map<String, List<Runnable>> resets = new LinkedHashMap<>();
  private int layer;
  private Surroundings surroundings = Surroundings.NONE;

  Cells(Sources sources, Findings findings) {
    this.sources = sources;
    this.findings = findings;
  }

  Findings findings() {
    return findings;
  }

  /** Which layer is being read, counted from 0. */
  int layer() {
    return layer;
  }

  /** What is said from now on stands above all that was said before. */
  void nextLayer(Surroundings next) {
    layer++;
    surroundings = next;
  }

  /** What the statements that are being read stand among. */
  Surroundings surroundings() {
    return surroundings;
  }

  /**
   * A value that a later layer replaces.
   *
   * @param what the subject of a sentence, as in "the host name"
   */
  <T> Once<T> once(String what) {
    return new Once<>(what, this);
  }

  /** The entries of {@code statement}, each of which a later layer may replace. */
  <K, T> Keyed<K, T> keyed(String statement) {
    var cell = new Keyed<K, T>(this);
    onReset(statement, cell::clear);
    return cell;
  }

  /** The entries of {@code statement}, to which later layers add theirs. */
  <T> Appended<T> appended(String statement) {
    var cell = new Appended<T>();
    onReset(statement, cell::clear);
    return cell;
  }

  /** A reader of the blocks of one kind; they add to each other. */
  <K extends Keyword> BlockReader<K> blocks(
      Context context, Class<K> type, BiConsumer<K, Arguments> reader) {
    return new BlockReader<>(this, sources, context, type, reader);
  }

  /** What {@code reset statement} does besides; several statements may share a name. */
  void onReset(String statement, Runnable action) {
    resets.computeIfAbsent(statement, _ -> new ArrayList<>()).add(action);
  }

  /** The names of the list statements that have cells. */
  Set<String> resettable() {
    return resets.keySet();
  }

  /** Forgets what earlier layers said by a list statement; whether there is such a statement. */
  boolean reset(String statement) {
    List<Runnable> actions = resets.getOrDefault(statement, List.of());
    actions.forEach(Runnable::run);
    return !actions.isEmpty();
  }
}
