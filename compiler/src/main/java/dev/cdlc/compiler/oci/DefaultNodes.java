package dev.cdlc.compiler.oci;

import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of the default filter and the default mounts as JSON. They are most of nearly every
 * config, and always the same: so they are made once, and validated once.
 */
final class DefaultNodes {
  private static final List<String> MOUNTS = List.of("mounts");

  private static final List<String> RULES = List.of("linux", "seccomp", "syscalls");

  private static final Map<OciSeccomp.Rule, JsonNode> RULE_NODES = ruleNodes();

  private static final Map<OciConfig.Mount, JsonNode> MOUNT_NODES = mountNodes();

  private static final Set<JsonNode> SHARED = Collections.newSetFromMap(new IdentityHashMap<>());

  static {
    SHARED.addAll(RULE_NODES.values());
    SHARED.addAll(MOUNT_NODES.values());
  }

  private DefaultNodes() {}

  private static Map<OciSeccomp.Rule, JsonNode> ruleNodes() {
    var nodes = new IdentityHashMap<OciSeccomp.Rule, JsonNode>();
    for (DefaultFilter.Group group : DefaultFilter.groups()) {
      group.entries().forEach(entry -> nodes.put(entry.rule(), SeccompJson.made(entry.rule())));
    }
    return nodes;
  }

  private static Map<OciConfig.Mount, JsonNode> mountNodes() {
    var nodes = new IdentityHashMap<OciConfig.Mount, JsonNode>();
    DefaultMounts.CONSTANT.forEach(mount -> nodes.put(mount, ConfigJson.made(mount)));
    return nodes;
  }

  /** The node of a rule that {@link DefaultFilter} gave; shared, and never to be changed. */
  static Optional<JsonNode> node(OciSeccomp.Rule rule) {
    return Optional.ofNullable(RULE_NODES.get(rule));
  }

  /** The node of a mount that {@link DefaultMounts} gave; shared, and never to be changed. */
  static Optional<JsonNode> node(OciConfig.Mount mount) {
    return Optional.ofNullable(MOUNT_NODES.get(mount));
  }

  /**
   * What is left of a config to validate: all but these nodes, if they are valid. The schema looks
   * at each rule and each mount alone; the places of others beside them change.
   */
  static JsonNode without(JsonNode config) {
    return Proof.VALID ? without(without(config, MOUNTS), RULES) : config;
  }

  /** A value without what is shared of the list at {@code path} in it, if there is one. */
  private static JsonNode without(JsonNode value, List<String> path) {
    if (path.isEmpty()) {
      return value instanceof ArrayNode list ? others(list) : value;
    }
    String name = path.getFirst();
    return value instanceof ObjectNode object && object.has(name)
        ? with(object, name, without(object.get(name), path.subList(1, path.size())))
        : value;
  }

  private static JsonNode with(ObjectNode object, String name, JsonNode value) {
    return JsonObject.JSON.objectNode().setAll(object).set(name, value);
  }

  private static ArrayNode others(ArrayNode list) {
    ArrayNode others = JsonObject.JSON.arrayNode();
    for (JsonNode node : list) {
      if (!SHARED.contains(node)) {
        others.add(node);
      }
    }
    return others;
  }

  /** Holds whether the schema allows them; asked once by each process that validates. */
  private static final class Proof {
    static final boolean VALID = Schemas.validate(SchemaId.OCI_CONFIG, config()).isEmpty();

    private static JsonNode config() {
      JsonNode filter =
          new JsonObject()
              .put("defaultAction", "SCMP_ACT_ERRNO")
              .put("syscalls", JsonObject.JSON.arrayNode().addAll(RULE_NODES.values()))
              .node();
      return new JsonObject()
          .put("ociVersion", SpecVersion.V1_3)
          .put("root", new JsonObject().put("path", "rootfs").node())
          .put("mounts", JsonObject.JSON.arrayNode().addAll(MOUNT_NODES.values()))
          .put("linux", new JsonObject().put("seccomp", filter).node())
          .node();
    }
  }
}
