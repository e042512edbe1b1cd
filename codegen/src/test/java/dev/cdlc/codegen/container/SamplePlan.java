package dev.cdlc.codegen.container;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A plan in the order that the compiler lowers to, with what a test wants in its places. */
final class SamplePlan {
  /** What no other run on this host calls its containers. */
  static final String OF_THIS_RUN = "sample-" + ProcessHandle.current().pid();

  static final long TERMINAL_OWNER = 1234;

  private final Path root;
  private String name = OF_THIS_RUN;
  private Set<Namespace> namespaces = EnumSet.complementOf(EnumSet.of(Namespace.USER));
  private final List<SupervisorAction.LimitCgroup> limits = new ArrayList<>();
  private final List<SupervisorAction.OpenNamespace> joined = new ArrayList<>();
  private final List<Action> devices = new ArrayList<>();
  private final List<Action> mounts = new ArrayList<>();
  private final List<Action> paths = new ArrayList<>();
  private final List<Action> identity = new ArrayList<>();
  private final List<Action> beginning = new ArrayList<>();
  private final List<Action> outside = new ArrayList<>();
  private final List<Action> first = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();
  private final List<EnvironmentEntry> environment = new ArrayList<>();
  private List<String> args = List.of("/bin/true");
  private int stopSignal = 15;
  private long stopTimeout = 10_000_000_000L;
  private String folder = "/";
  private boolean rootReadOnly;
  private Optional<InitAction.OverlayRoot> overlay = Optional.empty();
  private boolean ownSession;
  private Optional<String> cgroup = Optional.empty();
  private boolean delegated;
  private boolean reaped;
  private Optional<SupervisorAction.RelayTerminal> terminal = Optional.empty();
  private Action maps = new SupervisorAction.MapCaller();
  private Optional<SeccompFilter> filter = Optional.empty();

  SamplePlan(Path root) {
    this.root = root;
  }

  SamplePlan named(String container) {
    name = container;
    return this;
  }

  SamplePlan run(String... words) {
    args = List.of(words);
    return this;
  }

  SamplePlan shell(String script) {
    return run("/bin/sh", "-c", script);
  }

  SamplePlan namespaces(Namespace... kinds) {
    namespaces = EnumSet.copyOf(Arrays.asList(kinds));
    return this;
  }

  SamplePlan join(Namespace kind, String path) {
    namespaces.remove(kind);
    joined.add(new SupervisorAction.OpenNamespace(kind, path));
    return this;
  }

  SamplePlan limit(SupervisorAction.LimitCgroup limit) {
    limits.add(limit);
    return this;
  }

  /** All that is said of the devices that it may use. */
  SamplePlan devices(Action... actions) {
    devices.addAll(List.of(actions));
    return this;
  }

  SamplePlan mount(Action... actions) {
    mounts.addAll(List.of(actions));
    return this;
  }

  /** What happens beneath the root after all mounts. */
  SamplePlan path(Action... actions) {
    paths.addAll(List.of(actions));
    return this;
  }

  /** What happens between the release and execve. */
  SamplePlan identity(Action... actions) {
    identity.addAll(List.of(actions));
    return this;
  }

  /** Changes of the root are kept in a folder, or in memory. */
  SamplePlan overlay(Optional<Path> upper) {
    boolean userNamespace = namespaces.contains(Namespace.USER);
    overlay = Optional.of(new InitAction.OverlayRoot(upper.map(Path::toString), userNamespace));
    return this;
  }

  /** Loaded last of all. */
  SamplePlan filter(SeccompFilter loaded) {
    filter = Optional.of(loaded);
    return this;
  }

  /** What the init does first of all. */
  SamplePlan begin(Action... actions) {
    beginning.addAll(List.of(actions));
    return this;
  }

  SamplePlan hook(Hook... said) {
    hooks.addAll(List.of(said));
    return this;
  }

  /** What the supervisor does for the init before it releases it. */
  SamplePlan outside(Action... actions) {
    outside.addAll(List.of(actions));
    return this;
  }

  /** What the supervisor does before anything is made. */
  SamplePlan before(Action... actions) {
    first.addAll(List.of(actions));
    return this;
  }

  /**
   * @param nanos until SIGKILL
   */
  SamplePlan stop(int signal, long nanos) {
    stopSignal = signal;
    stopTimeout = nanos;
    return this;
  }

  SamplePlan environment(EnvironmentEntry... entries) {
    environment.addAll(List.of(entries));
    return this;
  }

  SamplePlan in(String path) {
    folder = path;
    return this;
  }

  /** The root with all below it, from the start. */
  SamplePlan readOnly() {
    rootReadOnly = true;
    return this;
  }

  /** Of the user namespace, where there is one. */
  SamplePlan maps(SupervisorAction.MapIds said) {
    maps = said;
    return this;
  }

  /** A name of its own for the container's cgroup. */
  SamplePlan cgroup(String path) {
    cgroup = Optional.of(path);
    return this;
  }

  /** Its cgroup is below the caller's own. */
  SamplePlan delegated() {
    delegated = true;
    return this;
  }

  /** The command is a child of the container's first process. */
  SamplePlan reaped() {
    reaped = true;
    return this;
  }

  /** Its own, with a devpts of its own. */
  SamplePlan terminal(SupervisorAction.WindowSize... size) {
    terminal = Optional.of(new SupervisorAction.RelayTerminal(Arrays.stream(size).findFirst()));
    return this;
  }

  SamplePlan ownSession() {
    ownSession = true;
    return this;
  }

  static InitAction.Mount proc() {
    return new InitAction.Mount(
        "proc",
        "proc",
        "/proc",
        List.of(MountAttribute.NOSUID, MountAttribute.NODEV, MountAttribute.NOEXEC),
        List.of());
  }

  static InitAction.Mount tmpfs(String target, String key, String value) {
    return new InitAction.Mount(
        "tmpfs",
        "tmpfs",
        target,
        List.of(MountAttribute.NOSUID),
        List.of(new InitAction.FsOption(key, Optional.of(value))));
  }

  private Action ownCgroup() {
    return delegated
        ? new SupervisorAction.MakeDelegatedCgroup(name, controllers())
        : new SupervisorAction.MakeCgroup(name, controllers());
  }

  Plan plan() {
    List<Step> steps = new ArrayList<>();
    supervisor(
        steps,
        new SupervisorAction.Seal(),
        new SupervisorAction.CloseFds(),
        new SupervisorAction.ResetSignals());
    first.forEach(action -> supervisor(steps, action));
    joined.forEach(namespace -> supervisor(steps, namespace));
    filter
        .flatMap(SeccompFilter::listener)
        .ifPresent(
            listener -> supervisor(steps, new SupervisorAction.ConnectListener(listener.path())));
    supervisor(
        steps,
        cgroup
            .<Action>map(path -> new SupervisorAction.TakeCgroup(path, controllers()))
            .orElseGet(this::ownCgroup));
    limits.forEach(limit -> supervisor(steps, limit));
    devices.forEach(action -> supervisor(steps, action));
    terminal.ifPresent(_ -> supervisor(steps, new SupervisorAction.PrepareTerminal()));
    overlay
        .flatMap(InitAction.OverlayRoot::upper)
        .ifPresent(upper -> supervisor(steps, new SupervisorAction.MakeUpper(upper, owner())));
    List<SupervisorAction.OpenNamespace> before = joinedOutside();
    boolean joinsUsers = before.stream().anyMatch(SamplePlan::isOfUsers);
    Actor entering = joinsUsers ? Actor.JOINER : Actor.SUPERVISOR;
    before.forEach(namespace -> add(steps, entering, enter(namespace)));
    supervisor(steps, new SupervisorAction.Clone(List.copyOf(namespaces)));
    if (!joinsUsers) {
      before.forEach(
          namespace -> supervisor(steps, new SupervisorAction.LeaveNamespace(namespace.kind())));
    }
    init(
        steps,
        new InitAction.DieWithSupervisor(),
        new InitAction.JoinCgroup(namespaces.contains(Namespace.CGROUP)));
    enterAsInit(steps, Namespace.CGROUP);
    beginning.forEach(action -> init(steps, action));
    if (namespaces.contains(Namespace.USER) || joinsUsers) {
      init(steps, new InitAction.BecomeRoot());
    }
    if (namespaces.contains(Namespace.NET)) {
      init(steps, new InitAction.BringUpLoopback());
    }
    init(
        steps,
        new InitAction.HideFromPtrace(),
        new InitAction.Umask(0),
        new InitAction.JoinSessionKeyring("_ses.sample"));
    enterAsInit(steps, Namespace.MNT);
    init(
        steps,
        new InitAction.SetPropagation(Propagation.PRIVATE),
        new InitAction.OpenRoot(root.toString(), rootReadOnly));
    overlay.ifPresent(lay -> init(steps, lay));
    mounts.forEach(action -> init(steps, action));
    paths.forEach(action -> init(steps, action));
    if (isAwaited()) {
      init(steps, new InitAction.AnnounceMounts(), new InitAction.AwaitRelease());
    }
    init(steps, hooks(Hook.Phase.CREATE_CONTAINER));
    terminal.ifPresent(_ -> init(steps, new InitAction.OpenTerminal(true)));
    init(steps, new InitAction.PivotRoot());
    if (namespaces.contains(Namespace.UTS)) {
      init(steps, new InitAction.SetHostname("sample"));
    }
    if (ownSession) {
      init(steps, new InitAction.NewSession());
    }
    terminal.ifPresent(
        _ ->
            init(steps, new InitAction.ControlTerminal(new InitAction.Id.Numeric(TERMINAL_OWNER))));
    init(steps, new InitAction.Umask(0022), new InitAction.AwaitRelease());
    identity.forEach(action -> init(steps, action));
    init(steps, new InitAction.DieWithSupervisor(), new InitAction.Chdir(folder));
    filter.ifPresent(_ -> init(steps, new InitAction.NoNewPrivileges()));
    init(steps, hooks(Hook.Phase.START_CONTAINER));
    if (reaped) {
      init(steps, new InitAction.Reap());
      add(steps, Actor.COMMAND, new InitAction.DieWithSupervisor());
    }
    Actor last = reaped ? Actor.COMMAND : Actor.INIT;
    filter.ifPresent(loaded -> add(steps, last, new InitAction.LoadFilter(loaded)));
    add(steps, last, new InitAction.Execve(args, environment));
    if (namespaces.contains(Namespace.USER)) {
      supervisor(steps, maps);
    }
    outside.forEach(action -> supervisor(steps, action));
    if (isAwaited()) {
      supervisor(steps, new SupervisorAction.AwaitMounts());
      supervisor(steps, hooks(Hook.Phase.PRESTART));
      supervisor(steps, hooks(Hook.Phase.CREATE_RUNTIME));
      supervisor(steps, new SupervisorAction.Release());
    }
    terminal.ifPresent(relay -> supervisor(steps, relay));
    supervisor(steps, new SupervisorAction.Release());
    filter
        .flatMap(SeccompFilter::listener)
        .ifPresent(listener -> supervisor(steps, pass(listener)));
    supervisor(steps, hooks(Hook.Phase.POSTSTART));
    supervisor(steps, new SupervisorAction.Tend(stopSignal, stopTimeout));
    supervisor(steps, hooks(Hook.Phase.POSTSTOP));
    return new Plan(name, steps);
  }

  private SupervisorAction pass(SeccompFilter.Listener listener) {
    return new SupervisorAction.PassListener(
        listener.metadata(), new ContainerState("1.2.0", name, "/srv", new TreeMap<>()));
  }

  /** Whether the supervisor runs hooks before the pivot. */
  private boolean isAwaited() {
    return hooks(Hook.Phase.PRESTART).length + hooks(Hook.Phase.CREATE_RUNTIME).length > 0;
  }

  private Action[] hooks(Hook.Phase phase) {
    return hooks.stream()
        .filter(hook -> hook.phase() == phase)
        .map(InitAction.RunHook::new)
        .toArray(Action[]::new);
  }

  /** The container's root, where its users are mapped one by one. */
  private Optional<SupervisorAction.Owner> owner() {
    return maps instanceof SupervisorAction.MapIds(var uids, var gids)
        ? Optional.of(
            new SupervisorAction.Owner(uids.getFirst().outside(), gids.getFirst().outside()))
        : Optional.empty();
  }

  /** All but those that the init enters itself, a user namespace last. */
  private List<SupervisorAction.OpenNamespace> joinedOutside() {
    return joined.stream()
        .filter(namespace -> namespace.kind() != Namespace.CGROUP)
        .filter(namespace -> namespace.kind() != Namespace.MNT)
        .sorted(Comparator.comparing(SamplePlan::isOfUsers))
        .toList();
  }

  private static boolean isOfUsers(SupervisorAction.OpenNamespace namespace) {
    return namespace.kind() == Namespace.USER;
  }

  private void enterAsInit(List<Step> steps, Namespace kind) {
    joined.stream()
        .filter(namespace -> namespace.kind() == kind)
        .forEach(namespace -> init(steps, enter(namespace)));
  }

  private static Action enter(SupervisorAction.OpenNamespace namespace) {
    return new SupervisorAction.EnterNamespace(namespace.kind(), namespace.path());
  }

  private List<Controller> controllers() {
    List<Controller> controllers = new ArrayList<>();
    limits.forEach(limit -> controllers.add(limit.controller()));
    if (!devices.isEmpty()) {
      controllers.add(Controller.DEVICES);
    }
    return controllers;
  }

  private static void supervisor(List<Step> steps, Action... actions) {
    add(steps, Actor.SUPERVISOR, actions);
  }

  private static void init(List<Step> steps, Action... actions) {
    add(steps, Actor.INIT, actions);
  }

  /** Each step has a line of its own in the source that it pretends to come from. */
  private static void add(List<Step> steps, Actor actor, Action... actions) {
    for (Action action : actions) {
      steps.add(new Step(actor, action, new Origin("sample.cdl", steps.size() + 1, 3, false)));
    }
  }
}
