package dev.cdlc.importer.oci;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Limits that an update leaves as they are, since they are zero; see runc-update(8). */
final class Unchanged {
  private static final Map<String, Set<String>> LIMITS =
      Map.of(
          "memory", Set.of("limit", "reservation", "swap", "kernel", "kernelTCP"),
          "cpu", Set.of("shares", "quota", "period", "realtimeRuntime", "realtimePeriod"),
          "blockIO", Set.of("weight"),
          "pids", Set.of("limit"));

  private Unchanged() {}

  /** The same resources without them. */
  static JsonNode takenOut(JsonNode resources) {
    JsonNode changed = resources.deepCopy();
    LIMITS.forEach(
        (section, limits) -> {
          if (changed.path(section) instanceof ObjectNode object) {
            limits.stream()
                .filter(limit -> object.path(limit).isNumber() && object.path(limit).asLong() == 0)
                .forEach(object::remove);
          }
        });
    return changed;
  }
}
