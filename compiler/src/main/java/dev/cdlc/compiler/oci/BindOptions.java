package dev.cdlc.compiler.oci;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The options of a bind in config.json. */
final class BindOptions {
  /** Those that must hold on the mounts below a recursive bind too, or would protect nothing. */
  private static final Set<String> RESTRICTIVE =
      Set.of("ro", "nosuid", "nodev", "noexec", "nosymfollow");

  private BindOptions() {}

  /** Says that it is a bind, and in a recursive one makes restrictions recursive. */
  static List<String> of(List<String> asked) {
    if (!asked.contains("rbind")) {
      return Stream.concat(Stream.of("bind"), asked.stream().filter(o -> !o.equals("bind")))
          .toList();
    }
    return asked.stream().map(o -> RESTRICTIVE.contains(o) ? "r" + o : o).toList();
  }
}
