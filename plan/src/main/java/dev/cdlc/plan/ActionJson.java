package dev.cdlc.plan;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** An action as a JSON object: its name under {@code action}, then its own properties. */
final class ActionJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ActionJson() {}

  static ObjectNode of(Action action) {
    return switch (action) {
      case Action.Seal() -> named("seal");
      case Action.CloseFds() -> named("close-fds");
      case Action.ResetSignals() -> named("reset-signals");
      case Action.MakeCgroup(var name, var controllers) ->
          named("make-cgroup").put("name", name).set("controllers", words(controllers));
      case Action.LimitCgroup limit -> limitCgroup(limit);
      case Action.Clone(var namespaces) -> named("clone").set("namespaces", words(namespaces));
      case Action.MapCaller() -> named("map-caller");
      case Action.Release() -> named("release");
      case Action.Tend() -> named("tend");
      case Action.DieWithSupervisor() -> named("die-with-supervisor");
      case Action.JoinCgroup(var fresh) -> named("join-cgroup").put("freshNamespace", fresh);
      case Action.BecomeRoot() -> named("become-root");
      case Action.HideFromPtrace() -> named("hide-from-ptrace");
      case Action.JoinSessionKeyring(var name) -> named("join-session-keyring").put("name", name);
      case Action.Umask(var mask) -> named("umask").put("mask", mask);
      case Action.SetPropagation(var propagation) ->
          named("set-propagation").put("propagation", word(propagation));
      case Action.OpenRoot(var path, var readOnly) ->
          named("open-root").put("path", path).put("readOnly", readOnly);
      case Action.Mount mount -> mount(mount);
      case Action.Cover(var path, var attributes, var options) ->
          withOptions(named("cover").put("path", path), attributes, options);
      case Action.Bind bind -> bind(bind);
      case Action.Propagate(var path, var propagation, var recursive) ->
          named("propagate")
              .put("path", path)
              .put("propagation", word(propagation))
              .put("recursive", recursive);
      case Action.MountCgroup(var target, var ownNamespace, var attributes) ->
          named("mount-cgroup")
              .put("target", target)
              .put("ownNamespace", ownNamespace)
              .set("attributes", words(attributes));
      case Action.Device device -> device(device);
      case Action.Symlink(var target, var path, var ifTargetExists) ->
          named("symlink")
              .put("target", target)
              .put("path", path)
              .put("ifTargetExists", ifTargetExists);
      case Action.MakeFolder(var path) -> named("make-folder").put("path", path);
      case Action.MaskPath(var path) -> named("mask-path").put("path", path);
      case Action.ReadonlyPath(var path) -> named("readonly-path").put("path", path);
      case Action.ReadonlyRoot() -> named("readonly-root");
      case Action.PivotRoot() -> named("pivot-root");
      case Action.SetHostname(var hostname) -> named("set-hostname").put("hostname", hostname);
      case Action.NewSession() -> named("new-session");
      case Action.AwaitRelease() -> named("await-release");
      case Action.SetUser user -> setUser(user);
      case Action.Chdir(var path) -> named("chdir").put("path", path);
      case Action.LimitBoundingSet(var keep) ->
          named("limit-bounding-set").set("keep", capabilities(keep));
      case Action.SetCapabilities sets -> setCapabilities(sets);
      case Action.NoNewPrivileges() -> named("no-new-privileges");
      case Action.Execve(var args, var environment) ->
          named("execve")
              .set("args", array(args, StringNode::valueOf))
              .set("environment", array(environment, ActionJson::entry));
    };
  }

  private static ObjectNode named(String action) {
    return JSON.objectNode().put("action", action);
  }

  private static ObjectNode limitCgroup(Action.LimitCgroup limit) {
    return named("limit-cgroup")
        .put("controller", word(limit.controller()))
        .set("v1", array(limit.v1(), ActionJson::file))
        .set("v2", array(limit.v2(), ActionJson::file));
  }

  private static JsonNode file(Action.CgroupFile file) {
    return JSON.objectNode().put("name", file.name()).put("value", file.value());
  }

  private static ObjectNode mount(Action.Mount mount) {
    var node =
        named("mount")
            .put("fstype", mount.fstype())
            .put("source", mount.source())
            .put("target", mount.target());
    return withOptions(node, mount.attributes(), mount.options());
  }

  private static ObjectNode withOptions(
      ObjectNode node, List<MountAttribute> attributes, List<Action.FsOption> options) {
    return node.set("attributes", words(attributes))
        .set("options", array(options, ActionJson::option));
  }

  private static JsonNode option(Action.FsOption option) {
    var node = JSON.objectNode().put("key", option.key());
    option.value().ifPresent(value -> node.put("value", value));
    return node;
  }

  private static ObjectNode bind(Action.Bind bind) {
    return named("bind")
        .put("source", bind.source())
        .put("target", bind.target())
        .put("recursive", bind.recursive())
        .set("attributes", words(bind.attributes()));
  }

  private static ObjectNode device(Action.Device device) {
    return named("device")
        .put("path", device.path())
        .put("major", device.major())
        .put("minor", device.minor())
        .put("mode", device.mode())
        .put("bound", device.bound());
  }

  private static ObjectNode setUser(Action.SetUser user) {
    var node = named("set-user").set("uid", id(user.uid()));
    user.gid().ifPresent(gid -> node.set("gid", id(gid)));
    return node.set("groups", array(user.groups(), ActionJson::id));
  }

  private static JsonNode id(Action.Id id) {
    return switch (id) {
      case Action.Id.Numeric(var value) -> JSON.numberNode(value);
      case Action.Id.Named(var value) -> StringNode.valueOf(value);
    };
  }

  private static ObjectNode setCapabilities(Action.SetCapabilities sets) {
    return named("set-capabilities")
        .set("effective", capabilities(sets.effective()))
        .set("permitted", capabilities(sets.permitted()))
        .set("inheritable", capabilities(sets.inheritable()))
        .set("ambient", capabilities(sets.ambient()));
  }

  private static JsonNode entry(Action.EnvironmentEntry entry) {
    return switch (entry) {
      case Action.EnvironmentEntry.Set(var name, var value) ->
          JSON.objectNode().put("name", name).put("value", value);
      case Action.EnvironmentEntry.Pass(var name) ->
          JSON.objectNode().put("name", name).put("pass", true);
    };
  }

  private static ArrayNode capabilities(List<Capability> capabilities) {
    return array(capabilities, capability -> StringNode.valueOf(capability.name()));
  }

  private static ArrayNode words(List<? extends Enum<?>> constants) {
    return array(constants, constant -> StringNode.valueOf(word(constant)));
  }

  private static <T> ArrayNode array(List<T> values, Function<? super T, JsonNode> form) {
    var array = JSON.arrayNode(values.size());
    values.forEach(value -> array.add(form.apply(value)));
    return array;
  }

  /** {@code remove-cgroup} for {@code REMOVE_CGROUP}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
