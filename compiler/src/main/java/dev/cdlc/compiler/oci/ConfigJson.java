package dev.cdlc.compiler.oci;

import dev.cdlc.plan.Capability;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A config as JSON, properties in the specification's order. */
public final class ConfigJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ConfigJson() {}

  public static ObjectNode tree(OciConfig config) {
    var node = JSON.objectNode();
    node.put("ociVersion", config.ociVersion());
    node.set("root", root(config.root()));
    node.set("mounts", array(config.mounts(), ConfigJson::mount));
    node.set("process", process(config.process()));
    config.hostname().ifPresent(hostname -> node.put("hostname", hostname));
    node.set("linux", linux(config.linux()));
    return node;
  }

  private static ObjectNode root(OciConfig.Root root) {
    return JSON.objectNode().put("path", root.path()).put("readonly", root.readonly());
  }

  private static ObjectNode mount(OciConfig.Mount mount) {
    return JSON.objectNode()
        .put("destination", mount.destination())
        .put("type", mount.type())
        .put("source", mount.source())
        .set("options", strings(mount.options()));
  }

  private static ObjectNode process(OciConfig.Process process) {
    var node = JSON.objectNode();
    node.put("cwd", process.cwd());
    node.set("env", strings(process.env()));
    if (!process.args().isEmpty()) {
      node.set("args", strings(process.args()));
    }
    node.set("capabilities", capabilities(process.capabilities()));
    node.put("noNewPrivileges", process.noNewPrivileges());
    node.set("user", user(process.user()));
    return node;
  }

  private static ObjectNode capabilities(OciConfig.Capabilities sets) {
    return JSON.objectNode()
        .set("effective", capabilities(sets.effective()))
        .set("bounding", capabilities(sets.bounding()))
        .set("inheritable", capabilities(sets.inheritable()))
        .set("permitted", capabilities(sets.permitted()))
        .set("ambient", capabilities(sets.ambient()));
  }

  private static ArrayNode capabilities(List<Capability> capabilities) {
    return strings(capabilities.stream().map(Capability::name).toList());
  }

  private static ObjectNode user(OciConfig.User user) {
    var node = JSON.objectNode().put("uid", user.uid()).put("gid", user.gid());
    user.umask().ifPresent(umask -> node.put("umask", umask));
    if (!user.additionalGids().isEmpty()) {
      node.set("additionalGids", array(user.additionalGids(), JSON::numberNode));
    }
    return node;
  }

  private static ObjectNode linux(OciConfig.Linux linux) {
    var node = JSON.objectNode();
    node.set("namespaces", array(linux.namespaces(), ConfigJson::namespace));
    linux.resources().ifPresent(resources -> node.set("resources", resources(resources)));
    node.put("rootfsPropagation", word(linux.rootfsPropagation()));
    node.set("maskedPaths", strings(linux.maskedPaths()));
    node.set("readonlyPaths", strings(linux.readonlyPaths()));
    return node;
  }

  private static JsonNode namespace(OciConfig.Namespace namespace) {
    return JSON.objectNode().put("type", word(namespace.type()));
  }

  private static ObjectNode resources(OciConfig.Resources resources) {
    var node = JSON.objectNode();
    resources.memory().ifPresent(memory -> node.putObject("memory").put("limit", memory.limit()));
    resources.cpu().ifPresent(cpu -> node.set("cpu", cpu(cpu)));
    resources.pids().ifPresent(pids -> node.putObject("pids").put("limit", pids.limit()));
    return node;
  }

  private static ObjectNode cpu(OciConfig.Cpu cpu) {
    var node = JSON.objectNode();
    cpu.quota().ifPresent(quota -> node.put("quota", quota));
    return node.put("period", cpu.period());
  }

  private static ArrayNode strings(List<String> values) {
    return array(values, StringNode::valueOf);
  }

  private static <T> ArrayNode array(List<T> values, Function<? super T, JsonNode> form) {
    var array = JSON.arrayNode(values.size());
    values.forEach(value -> array.add(form.apply(value)));
    return array;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
