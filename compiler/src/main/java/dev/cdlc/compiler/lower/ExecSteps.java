package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.OciConfig.CpuAffinity;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a process gets into a container that runs, where others are made: a joiner enters its cgroups
 * and then, when no process in there could look into it, its namespaces.
 */
record ExecSteps(Input input, Shape.Exec exec) {
  private static final String NAMESPACES = "/linux/namespaces";
  private static final String AFFINITY = "/process/execCPUAffinity";
  private static final String CGROUPS = "/linux/cgroupsPath";

  /** As long as a signal of 64 bits can count: the command has all the time that it wants. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final int SIGTERM = 15;

  List<Step> join() {
    List<Step> steps = new ArrayList<>();
    steps.add(supervisor(new SupervisorAction.OpenProcess(exec.of().pid(), exec.of().startTime())));
    exec.of()
        .unifiedCgroup()
        .ifPresent(
            path -> steps.add(input.supervisor(new SupervisorAction.OpenCgroup(path), CGROUPS)));
    steps.addAll(new TerminalSteps(input).prepare());
    affinity(CpuAffinity::initial)
        .ifPresent(action -> steps.add(input.supervisor(action, AFFINITY + "/initial")));
    steps.addAll(joiner());
    steps.add(supervisor(new SupervisorAction.Clone(List.of())));
    return steps;
  }

  /** Its files in the host's proc(5) are the joiner's own, and hold for what it clones. */
  private List<Step> joiner() {
    List<Step> steps = new ArrayList<>();
    input
        .config()
        .process()
        .oomScoreAdj()
        .ifPresent(
            score ->
                steps.add(
                    input.joiner(new InitAction.AdjustOomScore(score), "/process/oomScoreAdj")));
    new LabelSteps(input)
        .ofCommand()
        .forEach(step -> steps.add(new Step(Actor.JOINER, step.action(), step.origin())));
    steps.add(input.joiner(new InitAction.HideFromPtrace(), Lower.WHOLE));
    exec.of()
        .cgroups()
        .forEach(path -> steps.add(input.joiner(new SupervisorAction.EnterCgroup(path), CGROUPS)));
    affinity(CpuAffinity::finalSet)
        .ifPresent(action -> steps.add(input.joiner(action, AFFINITY + "/final")));
    steps.add(
        input.joiner(
            new SupervisorAction.EnterNamespaces(
                input.config().linux().namespaces().stream()
                    .map(OciConfig.Namespace::type)
                    .map(NamespaceSteps::kind)
                    .toList()),
            NAMESPACES));
    return steps;
  }

  private Optional<Action> affinity(Function<CpuAffinity, Optional<String>> cpus) {
    return input
        .config()
        .process()
        .execCpuAffinity()
        .flatMap(cpus)
        .flatMap(list -> NumberList.of(list, NumberList.MOST_CPU))
        .map(SupervisorAction.SetCpuAffinity::new);
  }

  /** What its init does there until it becomes the command. */
  List<Step> enter() {
    List<Step> steps = new ArrayList<>(input.dieWithSupervisor(Lower.WHOLE));
    if (input.has(NamespaceType.USER)) {
      steps.add(init(new InitAction.BecomeRoot()));
      steps.addAll(input.dieWithSupervisor(NAMESPACES));
    }
    steps.add(init(new InitAction.HideFromPtrace()));
    steps.add(init(new InitAction.JoinSessionKeyring("_ses." + input.extras().container())));
    steps.addAll(new TerminalSteps(input).open());
    steps.add(new TerminalSteps(input).session());
    steps.add(new UserSteps(input).umask());
    steps.add(init(new InitAction.AwaitRelease()));
    return steps;
  }

  /** What the supervisor does when its init is released. */
  List<Step> leave() {
    List<Step> steps = new ArrayList<>();
    if (exec.detached()) {
      steps.add(supervisor(new SupervisorAction.AwaitCommand()));
    }
    steps.add(supervisor(new SupervisorAction.WritePid()));
    steps.add(
        supervisor(
            exec.detached()
                ? new SupervisorAction.Exit()
                : new SupervisorAction.Tend(SIGTERM, NEVER)));
    return steps;
  }

  private Step supervisor(Action action) {
    return input.supervisor(action, Lower.WHOLE);
  }

  private Step init(Action action) {
    return input.init(action, Lower.WHOLE);
  }
}
