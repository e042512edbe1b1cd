package dev.cdlc.codegen.container;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan that joins a container, in the order that the compiler lowers to. */
final class ExecPlan {
  private final long pid;
  private final long startTime;
  private final List<Action> cgroups = new ArrayList<>();
  private final List<Action> identity = new ArrayList<>();
  private List<Namespace> kinds = List.of(Namespace.MNT, Namespace.PID, Namespace.UTS);
  private List<String> args = List.of("/bin/true");
  private String folder = "/";
  private boolean detached;
  private boolean terminal;
  private Optional<String> console = Optional.empty();
  private Optional<Action> affinity = Optional.empty();

  ExecPlan(long pid, long startTime) {
    this.pid = pid;
    this.startTime = startTime;
  }

  ExecPlan run(String... words) {
    args = List.of(words);
    return this;
  }

  ExecPlan shell(String script) {
    return run("/bin/sh", "-c", script);
  }

  ExecPlan in(String path) {
    folder = path;
    return this;
  }

  ExecPlan namespaces(Namespace... joined) {
    kinds = List.of(joined);
    return this;
  }

  ExecPlan cgroup(Action... actions) {
    cgroups.addAll(List.of(actions));
    return this;
  }

  /** What happens between the release and execve. */
  ExecPlan identity(Action... actions) {
    identity.addAll(List.of(actions));
    return this;
  }

  /** The CPUs of the joiner, where it has entered all cgroups. */
  ExecPlan cpus(Integer... numbers) {
    affinity = Optional.of(new SupervisorAction.SetCpuAffinity(List.of(numbers)));
    return this;
  }

  ExecPlan detached() {
    detached = true;
    return this;
  }

  ExecPlan terminal() {
    terminal = true;
    return this;
  }

  /** Who gets the terminal. */
  ExecPlan console(Path socket) {
    console = Optional.of(socket.toString());
    return terminal();
  }

  Plan plan() {
    List<Step> steps = new ArrayList<>();
    begin(steps);
    join(steps);
    become(steps);
    end(steps);
    return new Plan("sample", steps);
  }

  private void begin(List<Step> steps) {
    supervisor(
        steps,
        new SupervisorAction.Seal(),
        new SupervisorAction.CloseFds(),
        new SupervisorAction.ResetSignals());
    console.ifPresent(socket -> supervisor(steps, new SupervisorAction.ConnectConsole(socket)));
    supervisor(steps, new SupervisorAction.OpenProcess(pid, startTime));
    cgroups.stream()
        .filter(SupervisorAction.OpenCgroup.class::isInstance)
        .forEach(action -> supervisor(steps, action));
    if (terminal) {
      supervisor(steps, new SupervisorAction.PrepareTerminal());
    }
  }

  private void join(List<Step> steps) {
    add(steps, Actor.JOINER, new InitAction.HideFromPtrace());
    cgroups.stream()
        .filter(SupervisorAction.EnterCgroup.class::isInstance)
        .forEach(action -> add(steps, Actor.JOINER, action));
    affinity.ifPresent(action -> add(steps, Actor.JOINER, action));
    add(steps, Actor.JOINER, new SupervisorAction.EnterNamespaces(kinds));
    supervisor(steps, new SupervisorAction.Clone(List.of()));
  }

  private void become(List<Step> steps) {
    if (!detached) {
      init(steps, new InitAction.DieWithSupervisor());
    }
    if (kinds.contains(Namespace.USER)) {
      init(steps, new InitAction.BecomeRoot());
    }
    init(steps, new InitAction.HideFromPtrace());
    if (terminal) {
      init(steps, new InitAction.OpenTerminal(false));
      init(steps, new InitAction.ControlTerminal(new InitAction.Id.Numeric(0)));
    } else {
      init(steps, new InitAction.NewSession());
    }
    init(steps, new InitAction.AwaitRelease());
    init(steps, identity.toArray(Action[]::new));
    init(
        steps,
        new InitAction.Chdir(folder),
        new InitAction.Execve(args, List.of(new EnvironmentEntry.Set("PATH", "/bin"))));
  }

  private void end(List<Step> steps) {
    if (terminal) {
      var size = Optional.of(new SupervisorAction.WindowSize(24, 80));
      supervisor(
          steps,
          console.isPresent()
              ? new SupervisorAction.SendTerminal(size)
              : new SupervisorAction.RelayTerminal(size));
    }
    supervisor(steps, new SupervisorAction.Release());
    if (detached) {
      supervisor(steps, new SupervisorAction.AwaitCommand());
    }
    supervisor(
        steps,
        new SupervisorAction.WritePid(),
        detached ? new SupervisorAction.Exit() : new SupervisorAction.Tend(15, 10_000_000_000L));
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
      steps.add(new Step(actor, action, new Origin("sample.json", steps.size() + 1, 3, false)));
    }
  }
}
