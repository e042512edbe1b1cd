package dev.cdlc.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An action in one line, in the words of the manual. */
public final class ActionText {
  private static final int NANO_DIGITS = 9;

  private ActionText() {}

  public static String of(Action action) {
    return switch (action) {
      case SupervisorAction.Seal() -> "seal the executable";
      case SupervisorAction.CloseFds() -> "close file descriptors from 3 on";
      case SupervisorAction.ResetSignals() -> "reset signals";
      case SupervisorAction.MakeCgroup(var name, var controllers) ->
          "make cgroup cdlc/" + name + "-PID" + parenthesized(names(controllers));
      case SupervisorAction.MakeDelegatedCgroup(var name, var controllers) ->
          "make cgroup cdlc/"
              + name
              + "-PID below the caller's own"
              + parenthesized(names(controllers));
      case SupervisorAction.TakeCgroup(var path, var controllers) ->
          "take cgroup " + path + parenthesized(names(controllers));
      case SupervisorAction.LimitCgroup(_, var v1, var v2, var dispensable) ->
          "set "
              + files(v2)
              + (v1.equals(v2) ? "" : " (v1: " + files(v1) + ")")
              + ifHost(dispensable);
      case SupervisorAction.LookUpDevice(var path) -> "look up the host's device " + path;
      case SupervisorAction.RestrictDevices(var allow, var exceptions) ->
          (allow ? "allow all devices" : "allow no devices") + but(exceptions);
      case SupervisorAction.OpenNamespace(var kind, var path) ->
          "open the " + word(kind) + " namespace " + path;
      case SupervisorAction.EnterNamespace(var kind, var path) ->
          "enter the " + word(kind) + " namespace " + path;
      case SupervisorAction.LeaveNamespace(var kind) ->
          "go back to its own " + word(kind) + " namespace";
      case SupervisorAction.PrepareTerminal() -> "make a socket for the terminal";
      case SupervisorAction.ConnectConsole(var path) -> "connect to the console socket " + path;
      case SupervisorAction.TakeFds(var pid, var count) ->
          "take %d file descriptors from 3 on of process %d".formatted(count, pid);
      case SupervisorAction.OpenProcess(var pid, var startTime) ->
          "open process " + pid + " that started at tick " + startTime;
      case SupervisorAction.OpenCgroup(var path) -> "open the cgroup " + path;
      case SupervisorAction.SetCpuAffinity(var cpus) -> "run on the CPUs " + numbers(cpus);
      case SupervisorAction.EnterCgroup(var path) -> "enter the cgroup " + path;
      case SupervisorAction.EnterNamespaces(var kinds) ->
          "enter its namespaces" + parenthesized(names(kinds));
      case SupervisorAction.MakeUpper(var path, var owner) ->
          "make folders "
              + path
              + " and "
              + path
              + SupervisorAction.MakeUpper.WORK
              + owner.map(ActionText::owner).orElse("");
      case SupervisorAction.Clone(var namespaces) ->
          "clone init" + parenthesized(names(namespaces));
      case SupervisorAction.MapCaller() -> "map the caller to 0:0";
      case SupervisorAction.MapIds(var uids, var gids) ->
          "map users " + mappings(uids) + "; groups " + mappings(gids);
      case SupervisorAction.RaiseLimit(var resource, var hard, var dispensable) ->
          "raise the hard limit of "
              + word(resource)
              + " to "
              + Rlimit.text(hard)
              + ifHost(dispensable);
      case SupervisorAction.MoveNetDevice(var device, var name) ->
          "move network device "
              + device
              + " into the container"
              + (name.equals(device) ? "" : " as " + name);
      case SupervisorAction.TryPort(var protocol, var address, var port) ->
          "see that %s:%d/%s is free".formatted(address, port, word(protocol));
      case SupervisorAction.ConnectNetwork(var programs) ->
          programs.stream()
              .map(ActionText::commandLine)
              .collect(Collectors.joining("; or if the host has no such program, ", "run ", ""));
      case SupervisorAction.AwaitMounts() -> "wait until all is mounted";
      case SupervisorAction.MakeStartFifo(var path) -> "make the start fifo " + path;
      case SupervisorAction.Leave(var pidFile, var reportFile) ->
          "leave init to wait, its pid in %s; failures are told in %s"
              .formatted(pidFile, reportFile);
      case SupervisorAction.ClaimName claim -> "claim the name " + claim.name();
      case SupervisorAction.KeepRecord _ -> "tell others of the container";
      case SupervisorAction.Release() -> "release init";
      case SupervisorAction.ConnectListener(var path) -> "connect to the listener " + path;
      case SupervisorAction.PassListener _ -> "pass the filter's notifications to the listener";
      case SupervisorAction.RelayTerminal(var size) ->
          "relay the terminal" + size.map(ActionText::size).orElse("");
      case SupervisorAction.SendTerminal(var size) ->
          "send the terminal" + size.map(ActionText::size).orElse("") + " to the console socket";
      case SupervisorAction.AwaitCommand() -> "wait until the command is executed";
      case SupervisorAction.WritePid() ->
          "write the pid of init to the file of $" + SupervisorAction.WritePid.VARIABLE;
      case SupervisorAction.Exit() -> "leave the command to others";
      case SupervisorAction.Tend(var signal, var timeout) -> tend(signal, timeout);
      case InitAction.DieWithSupervisor() -> "die with the supervisor";
      case InitAction.AdjustOomScore(var score, var dispensable) ->
          "adjust the OOM score by " + score + ifHost(dispensable);
      case InitAction.SetSysctl(var name, var value) -> "set sysctl " + name + "=" + value;
      case InitAction.JoinCgroup(var fresh) ->
          "join cgroup" + (fresh ? " and unshare its namespace" : "");
      case InitAction.BecomeRoot() -> "become 0:0";
      case InitAction.OffsetClocks(var monotonic, var boottime) ->
          "set the clocks off: monotonic %s s, boottime %s s"
              .formatted(seconds(monotonic), seconds(boottime));
      case InitAction.BringUpLoopback() -> "bring up the loopback interface";
      case InitAction.HideFromPtrace() -> "hide from ptrace";
      case InitAction.JoinSessionKeyring(var name) -> "join session keyring " + name;
      case InitAction.Umask(var mask) -> "umask " + octal(mask);
      case InitAction.SetPropagation(var propagation) -> "make mounts " + word(propagation);
      case InitAction.OpenRoot(var path, var readOnly) ->
          "open root " + path + (readOnly ? " (ro)" : "");
      case InitAction.OverlayRoot(var upper, _) ->
          "lay " + upper.orElse("a tmpfs") + " over the root, for changes";
      case InitAction.Mount mount -> mount(mount);
      case InitAction.Cover(var path, var attributes, var options, var copyUp) ->
          "cover "
              + path
              + " if it exists"
              + copied(copyUp)
              + parenthesized(options(attributes, options));
      case InitAction.CoverFiles(var files, var attributes, var options, var ifThere) ->
          "make "
              + files.stream().map(InitAction.TextFile::path).collect(Collectors.joining(", "))
              + (ifThere ? " where they exist" : "")
              + parenthesized(options(attributes, options));
      case InitAction.Bind bind -> bind(bind);
      case InitAction.Propagate(var path, var propagation, var recursive) ->
          "make " + path + (recursive ? " r" : " ") + word(propagation);
      case InitAction.MountCgroup(var target, var own, var attributes) ->
          "mount cgroup on "
              + target
              + parenthesized(names(attributes))
              + (own ? "" : " from the host's");
      case InitAction.LabelMount(var path, var label, var dispensable) ->
          "label " + path + " " + label + ifKnown(dispensable);
      case InitAction.Device device -> device(device);
      case InitAction.Symlink(var target, var path, var ifTargetExists) ->
          "symlink " + path + " to " + target + (ifTargetExists ? " if it exists" : "");
      case InitAction.MakeFolder(var path) -> "make folder " + path;
      case InitAction.MaskPath(var path) -> "mask " + path;
      case InitAction.ReadonlyPath(var path) -> "make " + path + " read-only";
      case InitAction.ReadonlyMount(var path) -> "make what is mounted on " + path + " read-only";
      case InitAction.ReadonlyRoot() -> "make / read-only";
      case InitAction.OpenTerminal(var console) ->
          "open a terminal" + (console ? "" : " beside the console");
      case InitAction.SetExecLabel(var module, var label, var dispensable) ->
          "confine the command by " + module.text() + ": " + label + ifKnown(dispensable);
      case InitAction.PivotRoot() -> "pivot to the root";
      case InitAction.SetHostname(var hostname) -> "set hostname " + hostname;
      case InitAction.SetDomainname(var domainname) -> "set domainname " + domainname;
      case InitAction.NewSession() -> "start a session";
      case InitAction.ControlTerminal(var owner) ->
          "start a session on the terminal, for user " + id(owner);
      case InitAction.AnnounceMounts() -> "tell that all is mounted";
      case InitAction.RunHook(var hook) -> hook(hook);
      case InitAction.AwaitRelease() -> "await release";
      case InitAction.AwaitStart() -> "await start";
      case InitAction.CreateRuleset(var dispensable) ->
          "create a Landlock ruleset" + ifKnown(dispensable);
      case InitAction.AllowBeneath(var path, var accesses) ->
          "allow " + String.join(", ", names(accesses)) + " beneath " + path;
      case InitAction.SetUser user -> user(user);
      case InitAction.LimitResource(var resource, var soft, var hard, var dispensable) ->
          "limit "
              + word(resource)
              + " to "
              + Rlimit.text(soft)
              + ":"
              + Rlimit.text(hard)
              + ifHost(dispensable);
      case InitAction.SetScheduler scheduler -> scheduler(scheduler);
      case InitAction.SetIoPriority(var ioClass, var level) ->
          "set the io priority to " + word(ioClass) + " " + level;
      case InitAction.SetMemoryPolicy policy -> memoryPolicy(policy);
      case InitAction.SetPersonality(var domain) -> "set the personality to " + word(domain);
      case InitAction.Chdir(var path) -> "change to " + path;
      case InitAction.RequireCapabilities(var capabilities) ->
          "require capabilities " + capabilities(capabilities);
      case InitAction.LimitBoundingSet(var keep) ->
          "limit the bounding set to " + capabilities(keep);
      case InitAction.SetCapabilities sets -> capabilities(sets);
      case InitAction.NoNewPrivileges() -> "allow no new privileges";
      case InitAction.Reap() -> "clone the command, forward signals to it, reap, exit as it did";
      case InitAction.RestrictSelf() -> "reach no other files";
      case InitAction.LoadFilter(var filter) -> FilterText.of(filter);
      case InitAction.Execve(var args, _) ->
          args.isEmpty() ? "execute the arguments" : "execute " + Shell.quote(args);
    };
  }

  private static String ifKnown(boolean dispensable) {
    return dispensable ? " if the kernel can" : "";
  }

  private static String ifHost(boolean dispensable) {
    return dispensable ? " if the host can" : "";
  }

  private static String hook(Hook hook) {
    return "run the "
        + hook.phase().word()
        + " hook "
        + hook.path()
        + hook.timeout().map(seconds -> " for %d s at most".formatted(seconds)).orElse("");
  }

  private static String mappings(List<IdMapping> mappings) {
    return mappings.stream().map(IdMapping::text).collect(Collectors.joining(", "));
  }

  private static String seconds(Duration ahead) {
    String seconds =
        BigDecimal.valueOf(ahead.getSeconds())
            .add(BigDecimal.valueOf(ahead.getNano(), NANO_DIGITS))
            .stripTrailingZeros()
            .toPlainString();
    return ahead.isPositive() ? "+" + seconds : seconds;
  }

  private static String tend(int stopSignal, long stopTimeout) {
    String seconds =
        BigDecimal.valueOf(stopTimeout, NANO_DIGITS).stripTrailingZeros().toPlainString();
    String stop =
        stopSignal == Signal.SIGTERM.number()
            ? "SIGKILL %s s after SIGTERM".formatted(seconds)
            : "SIGTERM as %s, SIGKILL %s s later".formatted(Signal.name(stopSignal), seconds);
    return "forward signals (" + stop + "), wait for init, undo, exit as it did";
  }

  private static String but(List<DeviceException> exceptions) {
    return exceptions.isEmpty()
        ? ""
        : exceptions.stream()
            .map(DeviceException::text)
            .collect(Collectors.joining(", ", " but ", ""));
  }

  private static String commandLine(NetworkProgram program) {
    List<String> arguments = program.args().subList(1, program.args().size());
    return program.kind().path() + " " + Shell.quote(arguments);
  }

  private static String mount(InitAction.Mount mount) {
    return "mount "
        + mount.fstype()
        + " on "
        + mount.target()
        + copied(mount.copyUp())
        + parenthesized(options(mount.attributes(), mount.options()));
  }

  private static String copied(boolean copyUp) {
    return copyUp ? " with a copy of what is there" : "";
  }

  private static String bind(InitAction.Bind bind) {
    return (bind.recursive() ? "rbind " : "bind ")
        + bind.source()
        + " on "
        + bind.target()
        + (bind.ifSourceExists() ? " if it exists" : "")
        + bind.ids().map(ActionText::mountIds).orElse("")
        + parenthesized(names(bind.attributes()));
  }

  private static String mountIds(MountIds ids) {
    return " with users "
        + mappings(ids.uids())
        + "; groups "
        + mappings(ids.gids())
        + (ids.recursive() ? ", below too" : "");
  }

  private static String device(InitAction.Device device) {
    return device.bound()
        ? "bind " + device.path()
        : "make "
            + node(device)
            + " mode "
            + octal(device.mode())
            + device.owner().map(ActionText::owner).orElse("");
  }

  private static String node(InitAction.Device device) {
    return device.type() == NodeType.FIFO
        ? "fifo " + device.path()
        : "device %s %s %d:%d"
            .formatted(device.path(), device.type().letter(), device.major(), device.minor());
  }

  private static String owner(SupervisorAction.Owner owner) {
    return " of " + owner.uid() + ":" + owner.gid();
  }

  private static String user(InitAction.SetUser user) {
    String gid = user.gid().map(ActionText::id).orElse("its group");
    String groups = user.groups().stream().map(ActionText::id).collect(Collectors.joining(", "));
    return "become " + id(user.uid()) + ":" + gid + (groups.isEmpty() ? "" : ", groups " + groups);
  }

  /** What the policy does not use is 0, and left out. */
  private static String scheduler(InitAction.SetScheduler scheduler) {
    String deadline =
        scheduler.deadline() == 0
            ? ""
            : " runtime %d deadline %d period %d"
                .formatted(scheduler.runtime(), scheduler.deadline(), scheduler.period());
    return "schedule by "
        + word(scheduler.policy())
        + (scheduler.nice() == 0 ? "" : " nice " + scheduler.nice())
        + (scheduler.priority() == 0 ? "" : " priority " + scheduler.priority())
        + deadline
        + parenthesized(names(scheduler.flags()));
  }

  private static String memoryPolicy(InitAction.SetMemoryPolicy policy) {
    String nodes = numbers(policy.nodes());
    return "take memory by "
        + word(policy.mode())
        + (nodes.isEmpty() ? "" : " " + nodes)
        + parenthesized(names(policy.flags()));
  }

  /** As cpuset(7) lists them: {@code 0-3,7}. */
  private static String numbers(List<Integer> sorted) {
    List<String> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < sorted.size(); i++) {
      boolean ends = i + 1 == sorted.size() || sorted.get(i + 1) != sorted.get(i) + 1;
      if (ends) {
        String last = i == first ? "" : "-" + sorted.get(i);
        ranges.add(sorted.get(first) + last);
        first = i + 1;
      }
    }
    return String.join(",", ranges);
  }

  private static String size(SupervisorAction.WindowSize size) {
    return " with %dx%d characters".formatted(size.columns(), size.rows());
  }

  private static String id(InitAction.Id id) {
    return switch (id) {
      case InitAction.Id.Numeric(var value) -> Long.toString(value);
      case InitAction.Id.Named(var value) -> value;
    };
  }

  /** The one set that the others repeat or, where they differ, each by its letter. */
  private static String capabilities(InitAction.SetCapabilities sets) {
    boolean plain =
        sets.permitted().equals(sets.effective())
            && sets.inheritable().isEmpty()
            && sets.ambient().isEmpty();
    return plain
        ? "set capabilities to " + capabilities(sets.effective())
        : "set capabilities to effective "
            + capabilities(sets.effective())
            + "; permitted "
            + capabilities(sets.permitted())
            + "; inheritable "
            + capabilities(sets.inheritable())
            + "; ambient "
            + capabilities(sets.ambient());
  }

  private static String capabilities(List<Capability> capabilities) {
    if (capabilities.isEmpty()) {
      return "none";
    }
    return capabilities.size() == Capability.values().length
        ? "all"
        : capabilities.stream()
            .map(capability -> word(capability).replaceFirst("^cap_", ""))
            .collect(Collectors.joining(","));
  }

  private static String files(List<CgroupFile> files) {
    return files.stream().map(ActionText::file).collect(Collectors.joining(", "));
  }

  private static String file(CgroupFile file) {
    String otherwise = file.otherwise().map(other -> " or " + file(other)).orElse("");
    return file.name() + " = " + file.value() + otherwise;
  }

  private static List<String> options(
      List<MountAttribute> attributes, List<InitAction.FsOption> options) {
    List<String> words = new ArrayList<>(names(attributes));
    options.stream()
        .map(ActionText::option)
        .filter(word -> !words.contains(word))
        .forEach(words::add);
    return words;
  }

  private static String option(InitAction.FsOption option) {
    Optional<String> value = option.value();
    return option.key() + value.map(text -> "=" + text).orElse("");
  }

  private static List<String> names(List<? extends Enum<?>> constants) {
    return constants.stream().map(ActionText::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant == MountAttribute.RDONLY ? "ro" : constant.name().toLowerCase(Locale.ROOT);
  }

  private static String parenthesized(List<String> words) {
    return words.isEmpty() ? "" : " (" + String.join(",", words) + ")";
  }

  private static String octal(int mode) {
    return String.format(Locale.ROOT, "%04o", mode);
  }
}
