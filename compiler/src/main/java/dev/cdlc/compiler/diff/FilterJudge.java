package dev.cdlc.compiler.diff;

import java.util.List;
import java.util.Optional;

/** Says what a change of a seccomp filter does. */
final class FilterJudge {
  /** From the strictest. */
  private static final List<String> ACTIONS =
      List.of(
          "SCMP_ACT_KILL_PROCESS",
          "SCMP_ACT_KILL",
          "SCMP_ACT_KILL_THREAD",
          "SCMP_ACT_TRAP",
          "SCMP_ACT_ERRNO",
          "SCMP_ACT_TRACE",
          "SCMP_ACT_NOTIFY",
          "SCMP_ACT_LOG",
          "SCMP_ACT_ALLOW");

  private static final int ALLOW = ACTIONS.indexOf("SCMP_ACT_ALLOW");

  private FilterJudge() {}

  /**
   * The judge of a rule.
   *
   * @param defaultBefore what is done to calls that no rule names; without a filter, all are
   *     allowed
   */
  static Judge withDefaults(Optional<String> defaultBefore, Optional<String> defaultAfter) {
    return (before, after) -> of(before.or(() -> defaultBefore), after.or(() -> defaultAfter));
  }

  static Effect of(Optional<String> before, Optional<String> after) {
    int more = Integer.compare(freedom(after), freedom(before));
    return more > 0 ? Effect.WIDENS : more < 0 ? Effect.NARROWS : Effect.NEUTRAL;
  }

  private static int freedom(Optional<String> action) {
    return action.map(text -> ACTIONS.indexOf(text.split(" ", -1)[0])).orElse(ALLOW);
  }
}
