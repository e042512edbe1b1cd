package dev.cdlc.compiler.diff;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.oci.Origins;
import java.util.Optional;

/**
 * One thing that is otherwise in the newer version of a container.
 *
 * @param container its name
 * @param property as in {@code linux.sysctl}, or {@code container} for the container itself
 * @param key which one of several, as in {@code net.core.somaxconn}; empty for the only one
 * @param before empty where it is new
 * @param after empty where it is gone
 * @param meaning for the kernel, in a sentence
 * @param origin what says so in the newer source; where it is gone, in the older one
 */
public record Change(
    String container,
    String property,
    String key,
    Optional<String> before,
    Optional<String> after,
    Effect effect,
    String meaning,
    Origin origin) {

  /** The place of a value, and the sources among which it stands. */
  public record Origin(Origins.Place place, Sources sources) {}

  /** As in {@code linux.sysctl[net.core.somaxconn]}. */
  public String subject() {
    return key.isEmpty() ? property : property + "[" + key + "]";
  }

  /** As in {@code added rw}, {@code removed}, or {@code 1 -> 2}. */
  public String summary() {
    return before
        .map(old -> after.map(now -> old + " -> " + now).orElse("removed" + shown(old)))
        .orElseGet(() -> "added" + shown(after.orElse("")));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "" : ": " + value;
  }
}
