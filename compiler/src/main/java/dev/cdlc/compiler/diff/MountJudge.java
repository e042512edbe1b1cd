package dev.cdlc.compiler.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a change of a mount does, by its source and its options. */
final class MountJudge {
  /** Options that hold something back. */
  private static final List<String> WALLS =
      List.of("ro", "rro", "nosuid", "nodev", "noexec", "rnosuid", "rnodev", "rnoexec");

  /** Options that lift one of those, and are as good as its absence. */
  private static final List<String> LIFTERS = List.of("rw", "suid", "dev", "exec", "defaults");

  private static final Pattern OPTIONS = Pattern.compile("options=\\[([^\\]]*)\\]");

  private MountJudge() {}

  /** A mount that comes widens, one that goes narrows; of one that stays, the options decide. */
  static Effect of(Optional<String> before, Optional<String> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return Judge.GRANT.of(before, after);
    }
    if (!rest(before.get()).equals(rest(after.get()))) {
      return Effect.WIDENS;
    }
    return ofOptions(options(before.get()), options(after.get()));
  }

  private static Effect ofOptions(Set<String> before, Set<String> after) {
    var gone = new TreeSet<>(before);
    gone.removeAll(after);
    var come = new TreeSet<>(after);
    come.removeAll(before);
    gone.removeAll(LIFTERS);
    come.removeAll(LIFTERS);
    if (gone.isEmpty() && come.isEmpty()) {
      return Effect.NEUTRAL;
    }
    return gone.isEmpty() && WALLS.containsAll(come) ? Effect.NARROWS : Effect.WIDENS;
  }

  private static String rest(String mount) {
    return OPTIONS.matcher(mount).replaceFirst("");
  }

  private static Set<String> options(String mount) {
    Matcher found = OPTIONS.matcher(mount);
    return new TreeSet<>(found.find() ? Arrays.asList(found.group(1).split(", ", -1)) : List.of());
  }
}
