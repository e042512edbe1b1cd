package dev.cdlc.compiler.fuzz;

import java.util.List;
import java.util.Random;

/** Choices that a seed makes, always the same. */
record Dice(Random random) {
  Dice(long seed) {
    this(new Random(seed));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From 0, without the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T anyOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
