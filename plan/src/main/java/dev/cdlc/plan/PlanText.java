package dev.cdlc.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A plan for people: a line for each step, with a blank line wherever another process takes over.
 * Columns are the process, the step's number, what it does, the first kernel that can, and who
 * asked for it.
 */
public final class PlanText {
  /** Longer texts push their line's last columns to the right, rather than everybody's. */
  private static final int WIDEST_COLUMN = 64;

  private PlanText() {}

  public static String format(Plan plan) {
    int width =
        plan.steps().stream()
            .mapToInt(step -> ActionText.of(step.action()).length())
            .filter(length -> length <= WIDEST_COLUMN)
            .max()
            .orElse(1);
    return IntStream.range(0, plan.steps().size())
        .mapToObj(i -> separator(plan, i) + line(plan.steps().get(i), i + 1, width))
        .collect(Collectors.joining());
  }

  private static String separator(Plan plan, int i) {
    boolean takesOver = i > 0 && plan.steps().get(i).actor() != plan.steps().get(i - 1).actor();
    return takesOver ? "\n" : "";
  }

  private static String line(Step step, int number, int width) {
    String line =
        String.format(
            Locale.ROOT,
            "%-10s  %3d  %-" + width + "s  %-4s  %s",
            actor(step.actor()),
            number,
            ActionText.of(step.action()),
            step.minimumKernel(),
            step.origin());
    return Shell.printable(line) + "\n";
  }

  private static String actor(Actor actor) {
    return actor.name().toLowerCase(Locale.ROOT);
  }
}
