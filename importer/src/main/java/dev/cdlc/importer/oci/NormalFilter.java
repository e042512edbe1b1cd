package dev.cdlc.importer.oci;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The normal form of {@code linux.seccomp}. */
record NormalFilter(ObjectNode seccomp) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  void normalize() {
    normalize(seccomp, "defaultAction", "defaultErrnoRet");
    for (JsonNode rule : seccomp.path("syscalls")) {
      if (rule instanceof ObjectNode object) {
        normalize(object, "action", "errnoRet");
      }
    }
  }

  /** Config-linux.md: SCMP_ACT_KILL is another name, and an error that is not named is EPERM. */
  private static void normalize(ObjectNode object, String action, String errno) {
    switch (object.path(action).asString("")) {
      case "SCMP_ACT_KILL" -> object.put(action, "SCMP_ACT_KILL_THREAD");
      case "SCMP_ACT_ERRNO", "SCMP_ACT_TRACE" -> {
        if (!object.has(errno)) {
          object.put(errno, BigInteger.ONE);
        }
      }
      default -> {
        // nothing to fill in
      }
    }
  }

  /** A rule for each call, by its name; those for one call in their order. */
  static JsonNode single(JsonNode syscalls) {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode rule : syscalls) {
      rule.path("names").forEach(name -> rules.add(single((ObjectNode) rule, name)));
    }
    ArrayNode array = NODES.arrayNode();
    rules.stream().sorted(Comparator.comparing(NormalFilter::call)).distinct().forEach(array::add);
    return array;
  }

  private static ObjectNode single(ObjectNode rule, JsonNode name) {
    ObjectNode single = rule.deepCopy();
    single.putArray("names").add(name);
    return single;
  }

  private static String call(JsonNode rule) {
    return rule.path("names").path(0).asString("");
  }

  /** Rules for many calls at once, from rules for single ones. */
  static ArrayNode grouped(List<JsonNode> rules) {
    Map<JsonNode, ObjectNode> groups = new LinkedHashMap<>();
    for (JsonNode rule : rules) {
      ObjectNode effect = ((ObjectNode) rule).deepCopy();
      effect.remove("names");
      ObjectNode group = groups.computeIfAbsent(effect, NormalFilter::group);
      rule.path("names").forEach(((ArrayNode) group.path("names"))::add);
    }
    return NODES.arrayNode().addAll(groups.values());
  }

  private static ObjectNode group(JsonNode effect) {
    ObjectNode group = NODES.objectNode();
    group.putArray("names");
    group.setAll((ObjectNode) effect);
    return group;
  }
}
