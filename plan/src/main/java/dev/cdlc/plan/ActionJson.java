package dev.cdlc.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes an action as properties: its name under {@code action}, then its own. */
final class ActionJson {
  private final JsonGenerator out;

  ActionJson(JsonGenerator out) {
    this.out = out;
  }

  void write(Action action) {
    switch (action) {
      case Action.Seal() -> named("seal");
      case Action.CloseFds() -> named("close-fds");
      case Action.ResetSignals() -> named("reset-signals");
      case Action.MakeCgroup(var name, var controllers) ->
          named("make-cgroup").put("name", name).put("controllers", controllers);
      case Action.TakeCgroup(var path, var controllers) ->
          named("take-cgroup").put("path", path).put("controllers", controllers);
      case Action.LimitCgroup(var controller, var v1, var v2) ->
          named("limit-cgroup")
              .put("controller", word(controller))
              .array("v1", v1, this::file)
              .array("v2", v2, this::file);
      case Action.LookUpDevice(var path) -> named("look-up-device").put("path", path);
      case Action.RestrictDevices(var allow, var exceptions) ->
          named("restrict-devices")
              .put("allow", allow)
              .array("exceptions", exceptions, this::exception);
      case Action.OpenNamespace(var kind, var path) ->
          named("open-namespace").put("kind", word(kind)).put("path", path);
      case Action.EnterNamespace(var kind, var path) ->
          named("enter-namespace").put("kind", word(kind)).put("path", path);
      case Action.LeaveNamespace(var kind) -> named("leave-namespace").put("kind", word(kind));
      case Action.PrepareTerminal() -> named("prepare-terminal");
      case Action.MakeUpper(var path, var owner) -> {
        named("make-upper").put("path", path);
        owner.ifPresent(this::owner);
      }
      case Action.Clone(var namespaces) -> named("clone").put("namespaces", namespaces);
      case Action.MapCaller() -> named("map-caller");
      case Action.MapIds(var uids, var gids) ->
          named("map-ids").array("uids", uids, this::mapping).array("gids", gids, this::mapping);
      case Action.RaiseLimit(var resource, var hard) ->
          named("raise-limit").put("resource", word(resource)).put("hard", Rlimit.text(hard));
      case Action.AwaitMounts() -> named("await-mounts");
      case Action.Release() -> named("release");
      case Action.RelayTerminal(var size) -> relayTerminal(size);
      case Action.Tend(var stopSignal, var stopTimeout) -> {
        named("tend").put("stopSignal", Signal.name(stopSignal));
        out.writeNumberProperty("stopTimeout", stopTimeout);
      }
      case Action.DieWithSupervisor() -> named("die-with-supervisor");
      case Action.AdjustOomScore(var score) -> named("adjust-oom-score").put("score", score);
      case Action.SetSysctl(var name, var value) ->
          named("set-sysctl").put("name", name).put("value", value);
      case Action.JoinCgroup(var fresh) -> named("join-cgroup").put("freshNamespace", fresh);
      case Action.BecomeRoot() -> named("become-root");
      case Action.OffsetClocks(var monotonic, var boottime) -> {
        named("offset-clocks");
        offset("monotonic", monotonic);
        offset("boottime", boottime);
      }
      case Action.BringUpLoopback() -> named("bring-up-loopback");
      case Action.HideFromPtrace() -> named("hide-from-ptrace");
      case Action.JoinSessionKeyring(var name) -> named("join-session-keyring").put("name", name);
      case Action.Umask(var mask) -> named("umask").put("mask", mask);
      case Action.SetPropagation(var propagation) ->
          named("set-propagation").put("propagation", word(propagation));
      case Action.OpenRoot(var path, var readOnly) ->
          named("open-root").put("path", path).put("readOnly", readOnly);
      case Action.OverlayRoot(var upper, var userNamespace) -> {
        named("overlay-root").put("userNamespace", userNamespace);
        upper.ifPresent(path -> put("upper", path));
      }
      case Action.Mount mount -> mount(mount);
      case Action.Cover(var path, var attributes, var options) ->
          named("cover")
              .put("path", path)
              .put("attributes", attributes)
              .array("options", options, this::option);
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
              .put("attributes", attributes);
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
      case Action.OpenTerminal() -> named("open-terminal");
      case Action.PivotRoot() -> named("pivot-root");
      case Action.SetHostname(var hostname) -> named("set-hostname").put("hostname", hostname);
      case Action.SetDomainname(var domainname) ->
          named("set-domainname").put("domainname", domainname);
      case Action.NewSession() -> named("new-session");
      case Action.ControlTerminal(var owner) -> controlTerminal(owner);
      case Action.AnnounceMounts() -> named("announce-mounts");
      case Action.RunHook(var hook) -> runHook(hook);
      case Action.AwaitRelease() -> named("await-release");
      case Action.CreateRuleset(var dispensable) ->
          named("create-ruleset").put("dispensable", dispensable);
      case Action.AllowBeneath(var path, var accesses) ->
          named("allow-beneath").put("path", path).put("accesses", accesses);
      case Action.SetUser user -> setUser(user);
      case Action.LimitResource(var resource, var soft, var hard) ->
          named("limit-resource")
              .put("resource", word(resource))
              .put("soft", Rlimit.text(soft))
              .put("hard", Rlimit.text(hard));
      case Action.SetScheduler scheduler -> setScheduler(scheduler);
      case Action.SetIoPriority(var ioClass, var level) ->
          named("set-io-priority").put("class", word(ioClass)).put("level", level);
      case Action.SetMemoryPolicy(var mode, var flags, var nodes) ->
          named("set-memory-policy")
              .put("mode", word(mode))
              .put("flags", flags)
              .array("nodes", nodes, out::writeNumber);
      case Action.SetPersonality(var domain) ->
          named("set-personality").put("domain", word(domain));
      case Action.Chdir(var path) -> named("chdir").put("path", path);
      case Action.RequireCapabilities(var capabilities) ->
          named("require-capabilities").capabilities("capabilities", capabilities);
      case Action.LimitBoundingSet(var keep) ->
          named("limit-bounding-set").capabilities("keep", keep);
      case Action.SetCapabilities sets -> setCapabilities(sets);
      case Action.NoNewPrivileges() -> named("no-new-privileges");
      case Action.Reap() -> named("reap");
      case Action.RestrictSelf() -> named("restrict-self");
      case Action.LoadFilter(var filter) -> {
        named("load-filter");
        new FilterJson(out).write(filter);
      }
      case Action.Execve(var args, var environment) ->
          named("execve")
              .array("args", args, out::writeString)
              .array("environment", environment, this::entry);
    }
  }

  private void mapping(IdMapping mapping) {
    out.writeStartObject();
    out.writeNumberProperty("inside", mapping.inside());
    out.writeNumberProperty("outside", mapping.outside());
    out.writeNumberProperty("count", mapping.count());
    out.writeEndObject();
  }

  private void offset(String clock, Duration ahead) {
    out.writeObjectPropertyStart(clock);
    out.writeNumberProperty("seconds", ahead.getSeconds());
    out.writeNumberProperty("nanos", ahead.getNano());
    out.writeEndObject();
  }

  private void file(CgroupFile file) {
    out.writeStartObject();
    put("name", file.name()).put("value", file.value());
    file.otherwise().ifPresent(this::otherwise);
    out.writeEndObject();
  }

  private void otherwise(CgroupFile file) {
    out.writeName("otherwise");
    file(file);
  }

  private void exception(DeviceException exception) {
    out.writeStartObject();
    switch (exception) {
      case DeviceException.Numbered(var type, var major, var minor, _) -> {
        put("type", type.letter());
        major.ifPresent(number -> put("major", number));
        minor.ifPresent(number -> put("minor", number));
      }
      case DeviceException.Known(var path, _) -> put("path", path);
    }
    put("access", exception.letters());
    out.writeEndObject();
  }

  private void mount(Action.Mount mount) {
    named("mount")
        .put("fstype", mount.fstype())
        .put("source", mount.source())
        .put("target", mount.target())
        .put("attributes", mount.attributes())
        .array("options", mount.options(), this::option);
  }

  private void option(Action.FsOption option) {
    out.writeStartObject();
    put("key", option.key());
    option.value().ifPresent(value -> put("value", value));
    out.writeEndObject();
  }

  private void bind(Action.Bind bind) {
    named("bind")
        .put("source", bind.source())
        .put("target", bind.target())
        .put("recursive", bind.recursive())
        .put("attributes", bind.attributes())
        .put("ifSourceExists", bind.ifSourceExists());
    bind.ids().ifPresent(this::mountIds);
  }

  private void mountIds(MountIds ids) {
    out.writeObjectPropertyStart("ids");
    array("uids", ids.uids(), this::mapping)
        .array("gids", ids.gids(), this::mapping)
        .put("recursive", ids.recursive());
    out.writeEndObject();
  }

  private void device(Action.Device device) {
    named("device")
        .put("path", device.path())
        .put("major", device.major())
        .put("minor", device.minor())
        .put("mode", device.mode())
        .put("bound", device.bound());
  }

  private void relayTerminal(Optional<Action.WindowSize> size) {
    named("relay-terminal");
    size.ifPresent(known -> put("rows", known.rows()).put("columns", known.columns()));
  }

  private void runHook(Hook hook) {
    named("run-hook")
        .put("phase", hook.phase().word())
        .put("path", hook.path())
        .array("args", hook.args(), out::writeString)
        .array("environment", hook.environment(), out::writeString)
        .put("timeout", hook.timeout().orElse(0));
    out.writeObjectPropertyStart("state");
    hook.state().write(out, Map.of());
    out.writeEndObject();
  }

  private void controlTerminal(Action.Id owner) {
    named("control-terminal");
    out.writeName("owner");
    id(owner);
  }

  private void setUser(Action.SetUser user) {
    named("set-user");
    out.writeName("uid");
    id(user.uid());
    user.gid().ifPresent(this::gid);
    array("groups", user.groups(), this::id);
  }

  private void gid(Action.Id gid) {
    out.writeName("gid");
    id(gid);
  }

  private void id(Action.Id id) {
    switch (id) {
      case Action.Id.Numeric(var value) -> out.writeNumber(value);
      case Action.Id.Named(var value) -> out.writeString(value);
    }
  }

  private void setScheduler(Action.SetScheduler scheduler) {
    named("set-scheduler")
        .put("policy", word(scheduler.policy()))
        .put("flags", scheduler.flags())
        .put("nice", scheduler.nice())
        .put("priority", scheduler.priority());
    out.writeNumberProperty("runtime", scheduler.runtime());
    out.writeNumberProperty("deadline", scheduler.deadline());
    out.writeNumberProperty("period", scheduler.period());
  }

  private void setCapabilities(Action.SetCapabilities sets) {
    named("set-capabilities")
        .capabilities("effective", sets.effective())
        .capabilities("permitted", sets.permitted())
        .capabilities("inheritable", sets.inheritable())
        .capabilities("ambient", sets.ambient());
  }

  private void entry(EnvironmentEntry entry) {
    out.writeStartObject();
    switch (entry) {
      case EnvironmentEntry.Set(var name, var value) -> put("name", name).put("value", value);
      case EnvironmentEntry.Pass(var name) -> put("pass", name);
    }
    out.writeEndObject();
  }

  private ActionJson named(String action) {
    return put("action", action);
  }

  private void owner(Action.Owner owner) {
    out.writeObjectPropertyStart("givenTo");
    out.writeNumberProperty("uid", owner.uid());
    out.writeNumberProperty("gid", owner.gid());
    out.writeEndObject();
  }

  private ActionJson put(String name, String value) {
    out.writeStringProperty(name, value);
    return this;
  }

  private ActionJson put(String name, boolean value) {
    out.writeBooleanProperty(name, value);
    return this;
  }

  private ActionJson put(String name, int value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  private ActionJson put(String name, List<? extends Enum<?>> constants) {
    return array(name, constants, constant -> out.writeString(word(constant)));
  }

  private ActionJson capabilities(String name, List<Capability> capabilities) {
    return array(name, capabilities, capability -> out.writeString(capability.name()));
  }

  private <T> ActionJson array(String name, List<T> values, Consumer<? super T> write) {
    out.writeArrayPropertyStart(name);
    values.forEach(write);
    out.writeEndArray();
    return this;
  }

  /** {@code remove-cgroup} for {@code REMOVE_CGROUP}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
