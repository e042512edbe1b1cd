package dev.cdlc.compiler.oci;

import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of the default filter as JSON. They are most of nearly every config, and always the
 * same: so they are made once, and validated once.
 */
final class DefaultRules {
  private static final Map<OciSeccomp.Rule, JsonNode> NODES = nodes();

  private static final Set<JsonNode> SHARED = Collections.newSetFromMap(new IdentityHashMap<>());

  static {
    SHARED.addAll(NODES.values());
  }

  private DefaultRules() {}

  private static Map<OciSeccomp.Rule, JsonNode> nodes() {
    var nodes = new IdentityHashMap<OciSeccomp.Rule, JsonNode>();
    for (DefaultFilter.Group group : DefaultFilter.groups()) {
      group.entries().forEach(entry -> nodes.put(entry.rule(), SeccompJson.made(entry.rule())));
    }
    return nodes;
  }

  /** The node of a rule that {@link DefaultFilter} gave; shared, and never to be changed. */
  static Optional<JsonNode> node(OciSeccomp.Rule rule) {
    return Optional.ofNullable(NODES.get(rule));
  }

  /**
   * What is left of a config to validate: all but these rules, if they are valid. The places of
   * other rules beside them change.
   */
  static JsonNode without(JsonNode config) {
    JsonNode seccomp = config.path("linux").path("seccomp");
    if (!(seccomp.path("syscalls") instanceof ArrayNode rules) || !Proof.VALID) {
      return config;
    }
    JsonNode linux =
        with(config.path("linux"), "seccomp", with(seccomp, "syscalls", others(rules)));
    return with(config, "linux", linux);
  }

  private static JsonNode with(JsonNode object, String name, JsonNode value) {
    return JsonObject.JSON.objectNode().setAll((ObjectNode) object).set(name, value);
  }

  private static ArrayNode others(ArrayNode rules) {
    ArrayNode others = JsonObject.JSON.arrayNode();
    rules.valueStream().filter(rule -> !SHARED.contains(rule)).forEach(others::add);
    return others;
  }

  /** Holds whether the schema allows them; asked once by each process that validates. */
  private static final class Proof {
    static final boolean VALID = Schemas.validate(SchemaId.OCI_CONFIG, config()).isEmpty();

    private static JsonNode config() {
      ArrayNode rules = JsonObject.JSON.arrayNode();
      SHARED.forEach(rules::add);
      JsonNode filter =
          new JsonObject().put("defaultAction", "SCMP_ACT_ERRNO").put("syscalls", rules).node();
      return new JsonObject()
          .put("ociVersion", SpecVersion.V1_3)
          .put("root", new JsonObject().put("path", "rootfs").node())
          .put("linux", new JsonObject().put("seccomp", filter).node())
          .node();
    }
  }
}
