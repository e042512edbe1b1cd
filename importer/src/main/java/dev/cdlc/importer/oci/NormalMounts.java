package dev.cdlc.importer.oci;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The normal form of {@code mounts}, whose order stays. */
record NormalMounts(ObjectNode config) {
  void normalize() {
    for (JsonNode mount : config.path("mounts")) {
      if (mount instanceof ObjectNode object) {
        normalize(object);
      }
    }
  }

  private static void normalize(ObjectNode mount) {
    mount.put("destination", Normalize.tidyPath(mount.path("destination").asString("/")));
    List<String> options = Json.texts(mount.path("options"));
    if (isBind(options)) {
      mount.put("type", "bind");
      mount.put("source", Normalize.tidyPath(mount.path("source").asString(".")));
      mount.set("options", Json.array(bindFirst(options)));
    } else if (mount.has("type") && !mount.has("source")) {
      mount.set("source", mount.path("type"));
    }
  }

  /** Config.md: a mount with one of these options is a bind, and its type means nothing. */
  static boolean isBind(List<String> options) {
    return options.contains("bind") || options.contains("rbind");
  }

  /** Where it stands among the other options makes no difference. */
  private static List<String> bindFirst(List<String> options) {
    List<String> ordered = new ArrayList<>();
    ordered.add(options.contains("rbind") ? "rbind" : "bind");
    options.stream().filter(option -> !option.endsWith("bind")).forEach(ordered::add);
    return ordered;
  }
}
