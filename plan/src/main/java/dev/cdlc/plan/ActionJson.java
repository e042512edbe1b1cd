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
      case SupervisorAction.Seal() -> named("seal");
      case SupervisorAction.CloseFds() -> named("close-fds");
      case SupervisorAction.ResetSignals() -> named("reset-signals");
      case SupervisorAction.MakeCgroup(var name, var controllers) ->
          named("make-cgroup").put("name", name).put("controllers", controllers);
      case SupervisorAction.MakeDelegatedCgroup(var name, var controllers) ->
          named("make-delegated-cgroup").put("name", name).put("controllers", controllers);
      case SupervisorAction.TakeCgroup(var path, var controllers) ->
          named("take-cgroup").put("path", path).put("controllers", controllers);
      case SupervisorAction.LimitCgroup(var controller, var v1, var v2, var dispensable) ->
          named("limit-cgroup")
              .put("controller", word(controller))
              .array("v1", v1, this::file)
              .array("v2", v2, this::file)
              .put("dispensable", dispensable);
      case SupervisorAction.LookUpDevice(var path) -> named("look-up-device").put("path", path);
      case SupervisorAction.RestrictDevices(var allow, var exceptions) ->
          named("restrict-devices")
              .put("allow", allow)
              .array("exceptions", exceptions, this::exception);
      case SupervisorAction.OpenNamespace(var kind, var path) ->
          named("open-namespace").put("kind", word(kind)).put("path", path);
      case SupervisorAction.EnterNamespace(var kind, var path) ->
          named("enter-namespace").put("kind", word(kind)).put("path", path);
      case SupervisorAction.LeaveNamespace(var kind) ->
          named("leave-namespace").put("kind", word(kind));
      case SupervisorAction.PrepareTerminal() -> named("prepare-terminal");
      case SupervisorAction.ConnectConsole(var path) -> named("connect-console").put("path", path);
      case SupervisorAction.TakeFds(var pid, var count) ->
          named("take-fds").put("pid", pid).put("count", count);
      case SupervisorAction.OpenProcess(var pid, var startTime) ->
          named("open-process").put("pid", pid).put("startTime", startTime);
      case SupervisorAction.OpenCgroup(var path) -> named("open-cgroup").put("path", path);
      case SupervisorAction.SetCpuAffinity(var cpus) ->
          named("set-cpu-affinity").array("cpus", cpus, out::writeNumber);
      case SupervisorAction.EnterCgroup(var path) -> named("enter-cgroup").put("path", path);
      case SupervisorAction.EnterNamespaces(var kinds) ->
          named("enter-namespaces").put("kinds", kinds);
      case SupervisorAction.MakeUpper(var path, var owner) -> {
        named("make-upper").put("path", path);
        owner.ifPresent(this::owner);
      }
      case SupervisorAction.Clone(var namespaces) -> named("clone").put("namespaces", namespaces);
      case SupervisorAction.MapCaller() -> named("map-caller");
      case SupervisorAction.MapIds(var uids, var gids) ->
          named("map-ids").array("uids", uids, this::mapping).array("gids", gids, this::mapping);
      case SupervisorAction.RaiseLimit(var resource, var hard, var dispensable) ->
          named("raise-limit")
              .put("resource", word(resource))
              .put("hard", Rlimit.text(hard))
              .put("dispensable", dispensable);
      case SupervisorAction.MoveNetDevice(var device, var name) ->
          named("move-net-device").put("device", device).put("name", name);
      case SupervisorAction.TryPort(var protocol, var address, var port) ->
          named("try-port")
              .put("protocol", word(protocol))
              .put("address", address)
              .put("port", port);
      case SupervisorAction.ConnectNetwork(var programs) ->
          named("connect-network").array("programs", programs, new NetworkJson(out)::program);
      case SupervisorAction.AwaitMounts() -> named("await-mounts");
      case SupervisorAction.MakeStartFifo(var path) -> named("make-start-fifo").put("path", path);
      case SupervisorAction.ClaimName(var path) -> named("claim-name").put("path", path);
      case SupervisorAction.KeepRecord(var description) ->
          named("keep-record").put("description", description);
      case SupervisorAction.Release() -> named("release");
      case SupervisorAction.ConnectListener(var path) ->
          named("connect-listener").put("path", path);
      case SupervisorAction.PassListener(var metadata, var state) -> {
        named("pass-listener").put("metadata", metadata);
        state(state);
      }
      case SupervisorAction.RelayTerminal(var size) -> terminal("relay-terminal", size);
      case SupervisorAction.SendTerminal(var size) -> terminal("send-terminal", size);
      case SupervisorAction.AwaitCommand() -> named("await-command");
      case SupervisorAction.WritePid() -> named("write-pid");
      case SupervisorAction.Exit() -> named("exit");
      case SupervisorAction.Leave(var pidFile, var reportFile) ->
          named("leave").put("pidFile", pidFile).put("reportFile", reportFile);
      case SupervisorAction.Tend(var stopSignal, var stopTimeout) -> {
        named("tend").put("stopSignal", Signal.name(stopSignal)).put("stopTimeout", stopTimeout);
      }
      case InitAction.DieWithSupervisor() -> named("die-with-supervisor");
      case InitAction.AdjustOomScore(var score, var dispensable) ->
          named("adjust-oom-score").put("score", score).put("dispensable", dispensable);
      case InitAction.SetSysctl(var name, var value) ->
          named("set-sysctl").put("name", name).put("value", value);
      case InitAction.JoinCgroup(var fresh) -> named("join-cgroup").put("freshNamespace", fresh);
      case InitAction.BecomeRoot() -> named("become-root");
      case InitAction.OffsetClocks(var monotonic, var boottime) -> {
        named("offset-clocks");
        offset("monotonic", monotonic);
        offset("boottime", boottime);
      }
      case InitAction.BringUpLoopback() -> named("bring-up-loopback");
      case InitAction.HideFromPtrace() -> named("hide-from-ptrace");
      case InitAction.JoinSessionKeyring(var name) ->
          named("join-session-keyring").put("name", name);
      case InitAction.Umask(var mask) -> named("umask").put("mask", mask);
      case InitAction.SetPropagation(var propagation) ->
          named("set-propagation").put("propagation", word(propagation));
      case InitAction.OpenRoot(var path, var readOnly) ->
          named("open-root").put("path", path).put("readOnly", readOnly);
      case InitAction.OverlayRoot(var upper, var userNamespace) -> {
        named("overlay-root").put("userNamespace", userNamespace);
        upper.ifPresent(path -> put("upper", path));
      }
      case InitAction.Mount mount -> mount(mount);
      case InitAction.Cover cover -> cover(cover);
      case InitAction.CoverFiles cover -> coverFiles(cover);
      case InitAction.Bind bind -> bind(bind);
      case InitAction.Propagate(var path, var propagation, var recursive) ->
          named("propagate")
              .put("path", path)
              .put("propagation", word(propagation))
              .put("recursive", recursive);
      case InitAction.MountCgroup(var target, var ownNamespace, var attributes) ->
          named("mount-cgroup")
              .put("target", target)
              .put("ownNamespace", ownNamespace)
              .put("attributes", attributes);
      case InitAction.LabelMount(var path, var label, var dispensable) ->
          named("label-mount")
              .put("path", path)
              .put("label", label)
              .put("dispensable", dispensable);
      case InitAction.Device device -> device(device);
      case InitAction.Symlink(var target, var path, var ifTargetExists) ->
          named("symlink")
              .put("target", target)
              .put("path", path)
              .put("ifTargetExists", ifTargetExists);
      case InitAction.MakeFolder(var path) -> named("make-folder").put("path", path);
      case InitAction.MaskPath(var path) -> named("mask-path").put("path", path);
      case InitAction.ReadonlyPath(var path) -> named("readonly-path").put("path", path);
      case InitAction.ReadonlyMount(var path) -> named("readonly-mount").put("path", path);
      case InitAction.ReadonlyRoot() -> named("readonly-root");
      case InitAction.OpenTerminal(var console) -> named("open-terminal").put("console", console);
      case InitAction.SetExecLabel(var module, var label, var dispensable) ->
          named("set-exec-label")
              .put("module", word(module))
              .put("label", label)
              .put("dispensable", dispensable);
      case InitAction.PivotRoot() -> named("pivot-root");
      case InitAction.SetHostname(var hostname) -> named("set-hostname").put("hostname", hostname);
      case InitAction.SetDomainname(var domainname) ->
          named("set-domainname").put("domainname", domainname);
      case InitAction.NewSession() -> named("new-session");
      case InitAction.ControlTerminal(var owner) -> controlTerminal(owner);
      case InitAction.AnnounceMounts() -> named("announce-mounts");
      case InitAction.RunHook(var hook) -> runHook(hook);
      case InitAction.AwaitRelease() -> named("await-release");
      case InitAction.AwaitStart() -> named("await-start");
      case InitAction.CreateRuleset(var dispensable) ->
          named("create-ruleset").put("dispensable", dispensable);
      case InitAction.AllowBeneath(var path, var accesses) ->
          named("allow-beneath").put("path", path).put("accesses", accesses);
      case InitAction.SetUser user -> setUser(user);
      case InitAction.LimitResource(var resource, var soft, var hard, var dispensable) ->
          named("limit-resource")
              .put("resource", word(resource))
              .put("soft", Rlimit.text(soft))
              .put("hard", Rlimit.text(hard))
              .put("dispensable", dispensable);
      case InitAction.SetScheduler scheduler -> setScheduler(scheduler);
      case InitAction.SetIoPriority(var ioClass, var level) ->
          named("set-io-priority").put("class", word(ioClass)).put("level", level);
      case InitAction.SetMemoryPolicy(var mode, var flags, var nodes) ->
          named("set-memory-policy")
              .put("mode", word(mode))
              .put("flags", flags)
              .array("nodes", nodes, out::writeNumber);
      case InitAction.SetPersonality(var domain) ->
          named("set-personality").put("domain", word(domain));
      case InitAction.Chdir(var path) -> named("chdir").put("path", path);
      case InitAction.RequireCapabilities(var capabilities) ->
          named("require-capabilities").capabilities("capabilities", capabilities);
      case InitAction.LimitBoundingSet(var keep) ->
          named("limit-bounding-set").capabilities("keep", keep);
      case InitAction.SetCapabilities sets -> setCapabilities(sets);
      case InitAction.NoNewPrivileges() -> named("no-new-privileges");
      case InitAction.Reap() -> named("reap");
      case InitAction.RestrictSelf() -> named("restrict-self");
      case InitAction.LoadFilter(var filter) -> {
        named("load-filter");
        new FilterJson(out).write(filter);
      }
      case InitAction.Execve(var args, var environment) ->
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

  private void mount(InitAction.Mount mount) {
    named("mount")
        .put("fstype", mount.fstype())
        .put("source", mount.source())
        .put("target", mount.target())
        .put("attributes", mount.attributes())
        .array("options", mount.options(), this::option);
    copyUp(mount.copyUp());
  }

  private void cover(InitAction.Cover cover) {
    named("cover")
        .put("path", cover.path())
        .put("attributes", cover.attributes())
        .array("options", cover.options(), this::option);
    copyUp(cover.copyUp());
  }

  private void coverFiles(InitAction.CoverFiles cover) {
    named("cover-files")
        .array("files", cover.files(), new NetworkJson(out)::file)
        .put("attributes", cover.attributes())
        .array("options", cover.options(), this::option)
        .put("ifThere", cover.ifThere());
  }

  private void copyUp(boolean said) {
    if (said) {
      put("copyUp", true);
    }
  }

  private void option(InitAction.FsOption option) {
    out.writeStartObject();
    put("key", option.key());
    option.value().ifPresent(value -> put("value", value));
    if (option.dispensable()) {
      put("dispensable", true);
    }
    out.writeEndObject();
  }

  private void bind(InitAction.Bind bind) {
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

  private void device(InitAction.Device device) {
    named("device")
        .put("path", device.path())
        .put("type", device.type().letter())
        .put("major", device.major())
        .put("minor", device.minor())
        .put("mode", device.mode())
        .put("bound", device.bound());
    device.owner().ifPresent(this::owner);
  }

  private void terminal(String action, Optional<SupervisorAction.WindowSize> size) {
    named(action);
    size.ifPresent(known -> put("rows", known.rows()).put("columns", known.columns()));
  }

  private void runHook(Hook hook) {
    named("run-hook")
        .put("phase", hook.phase().word())
        .put("path", hook.path())
        .array("args", hook.args(), out::writeString)
        .array("environment", hook.environment(), out::writeString)
        .put("timeout", hook.timeout().orElse(0));
    state(hook.state());
  }

  private void state(ContainerState state) {
    out.writeObjectPropertyStart("state");
    state.write(out, Map.of());
    out.writeEndObject();
  }

  private void controlTerminal(InitAction.Id owner) {
    named("control-terminal");
    out.writeName("owner");
    id(owner);
  }

  private void setUser(InitAction.SetUser user) {
    named("set-user");
    out.writeName("uid");
    id(user.uid());
    user.gid().ifPresent(this::gid);
    array("groups", user.groups(), this::id);
  }

  private void gid(InitAction.Id gid) {
    out.writeName("gid");
    id(gid);
  }

  private void id(InitAction.Id id) {
    switch (id) {
      case InitAction.Id.Numeric(var value) -> out.writeNumber(value);
      case InitAction.Id.Named(var value) -> out.writeString(value);
    }
  }

  private void setScheduler(InitAction.SetScheduler scheduler) {
    named("set-scheduler")
        .put("policy", word(scheduler.policy()))
        .put("flags", scheduler.flags())
        .put("nice", scheduler.nice())
        .put("priority", scheduler.priority());
    out.writeNumberProperty("runtime", scheduler.runtime());
    out.writeNumberProperty("deadline", scheduler.deadline());
    out.writeNumberProperty("period", scheduler.period());
  }

  private void setCapabilities(InitAction.SetCapabilities sets) {
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

  private void owner(SupervisorAction.Owner owner) {
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

  private ActionJson put(String name, long value) {
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
