package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.oci.OciConfig.Hook;
import dev.cdlc.compiler.oci.OciConfig.Hooks;
import dev.cdlc.compiler.oci.OciConfig.IdMapping;
import dev.cdlc.compiler.oci.OciConfig.Mount;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A config as JSON, properties in the specification's order; one class a large section. */
public final class ConfigJson {
  private ConfigJson() {}

  public static ObjectNode tree(OciConfig config) {
    return new JsonObject()
        .put("ociVersion", config.ociVersion())
        .put("root", root(config.root()))
        .put("mounts", JsonObject.array(config.mounts(), ConfigJson::mount))
        .put("process", ProcessJson.process(config.process()))
        .text("hostname", config.hostname())
        .text("domainname", config.domainname())
        .object("hooks", hooks(config.hooks()), hooks -> hooks)
        .put("linux", LinuxJson.linux(config.linux()))
        .map("annotations", config.annotations(), StringNode::valueOf)
        .node();
  }

  private static JsonNode root(OciConfig.Root root) {
    return new JsonObject().put("path", root.path()).put("readonly", root.readonly()).node();
  }

  private static JsonNode mount(Mount mount) {
    return DefaultNodes.node(mount).orElseGet(() -> made(mount));
  }

  static JsonNode made(Mount mount) {
    return new JsonObject()
        .put("destination", mount.destination())
        .put("type", mount.type())
        .put("source", mount.source())
        .put("options", JsonObject.strings(mount.options()))
        .objects("uidMappings", mount.uidMappings(), ConfigJson::mapping)
        .objects("gidMappings", mount.gidMappings(), ConfigJson::mapping)
        .node();
  }

  static JsonNode mapping(IdMapping mapping) {
    return new JsonObject()
        .put("containerID", mapping.containerId())
        .put("hostID", mapping.hostId())
        .put("size", mapping.size())
        .node();
  }

  private static Optional<JsonNode> hooks(Hooks hooks) {
    JsonNode kinds =
        new JsonObject()
            .objects("prestart", hooks.prestart(), ConfigJson::hook)
            .objects("createRuntime", hooks.createRuntime(), ConfigJson::hook)
            .objects("createContainer", hooks.createContainer(), ConfigJson::hook)
            .objects("startContainer", hooks.startContainer(), ConfigJson::hook)
            .objects("poststart", hooks.poststart(), ConfigJson::hook)
            .objects("poststop", hooks.poststop(), ConfigJson::hook)
            .node();
    return kinds.isEmpty() ? Optional.empty() : Optional.of(kinds);
  }

  private static JsonNode hook(Hook hook) {
    return new JsonObject()
        .put("path", hook.path())
        .texts("args", hook.args())
        .texts("env", hook.env())
        .number("timeout", hook.timeout())
        .node();
  }
}
