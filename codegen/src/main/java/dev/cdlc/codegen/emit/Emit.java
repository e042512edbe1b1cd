package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.routine.Autopsy;
import dev.cdlc.codegen.routine.Breach;
import dev.cdlc.codegen.routine.ExitStatuses;
import dev.cdlc.codegen.routine.FailureTable;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.HookRoutines;
import dev.cdlc.codegen.routine.KillingFilter;
import dev.cdlc.codegen.routine.Library;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lowering of a plan to the program that carries it out. */
public final class Emit {
  /** A step leaves four files open at most, and a caller may have as few as 256. */
  private static final int STEPS_BETWEEN_CLOSES = 48;

  private final Data data = new Data();
  private final FailureTable failures = new FailureTable(data);
  private final Plan plan;
  private final PlanFacts facts;
  private final Target target;
  private final HostTrees trees;
  private final Hooks hooks;
  private final Sequence supervisor =
      Sequence.noting(site -> new Instruction.Move(Variables.SITE, value(site)));
  private final Sequence joiner = inContainer();
  private final Sequence init = inContainer();
  private final Sequence command = inContainer();

  private Emit(Plan plan, Target target) {
    this.plan = plan;
    this.facts = new PlanFacts(plan);
    this.target = target;
    this.trees = HostTrees.of(plan);
    this.hooks = new Hooks(plan, target);
  }

  private static Sequence inContainer() {
    return Sequence.noting(
        site ->
            new Instruction.Store(
                Width.WORD, value(Variables.PAGE), value(Variables.PAGE_SITE), value(site)));
  }

  /** The program of a plan: the same plan and machine, the same program. */
  public static Program program(Plan plan, Target target) {
    return new Emit(plan, target).program();
  }

  private Program program() {
    readStack();
    GivenCommand.read(plan, supervisor, data);
    lower(Actor.COMMAND, command);
    lowerInit();
    lowerJoiner();
    lower(Actor.SUPERVISOR, supervisor);
    Autopsy autopsy = autopsy();
    Optional<HookRoutines> hookRoutines = hookRoutines();
    failures.place();
    List<Routine> routines =
        Library.routines(
            data,
            target.number(),
            facts.joinsContainer() ? List.of() : Hierarchy.used(facts.controllers()),
            facts.has(SupervisorAction.ConnectNetwork.class),
            facts.namedCgroup(),
            autopsy,
            hookRoutines,
            facts.joinsContainer() ? ExitStatuses.OF_RUNC : ExitStatuses.OF_SHELLS);
    return new Program("supervisor", supervisor.instructions(), routines, data.all());
  }

  /** A process is lowered before the one that clones it. */
  private void lower(Actor actor, Sequence s) {
    for (int i = 0; i < plan.steps().size(); i++) {
      lower(i, actor, s);
    }
  }

  private void lowerInit() {
    Cloning.begin(init);
    int sinceRoot = 0;
    for (int i = 0; i < plan.steps().size(); i++) {
      lower(i, Actor.INIT, init);
      sinceRoot = stepsSinceRoot(plan.steps().get(i).action(), sinceRoot);
      if (sinceRoot > STEPS_BETWEEN_CLOSES) {
        Mounts.closeScratch(init);
        sinceRoot = 1;
      }
    }
  }

  private void lowerJoiner() {
    joiner.move(Variables.IN_INIT, value(1));
    lower(Actor.JOINER, joiner);
    for (int i = 0; i < plan.steps().size(); i++) {
      Step step = plan.steps().get(i);
      if (step.actor() == Actor.JOINER
          && step.action() instanceof SupervisorAction.EnterNamespace action) {
        JoinedNamespaces.enterLate(new Lowering(joiner, data, failures, i, step), action);
      }
    }
  }

  private void cloneInit(Lowering l, SupervisorAction.Clone action) {
    boolean announces = facts.has(InitAction.AnnounceMounts.class);
    boolean waits = facts.has(InitAction.AwaitStart.class);
    boolean departs = facts.has(SupervisorAction.AwaitCommand.class);
    if (announces) {
      Announcement.prepare(l);
    }
    if (waits) {
      Start.prepare(l);
    }
    if (departs) {
      Departure.prepare(l);
    }
    hooks.open(l);
    clone(l, action);
    hooks.close(l.s());
    if (announces) {
      Announcement.leaveToInit(l.s());
    }
    if (waits) {
      Start.leaveToInit(l.s());
    }
    if (departs) {
      Departure.leaveToInit(l.s());
    }
  }

  private void clone(Lowering l, SupervisorAction.Clone action) {
    if (facts.joinsContainer()) {
      Cloning.cloneInto(l, joiner, init, trees);
    } else if (facts.joinsUsers()) {
      Cloning.cloneThrough(l, action, joiner, init, trees);
      facts.joinedBy(Actor.JOINER).forEach(kind -> JoinedNamespaces.close(l, kind));
    } else {
      Cloning.clone(l, action, init, trees);
    }
  }

  /** From 1, where the root is opened; 0 while something is open that is needed later. */
  private static int stepsSinceRoot(Action action, int before) {
    if (action instanceof InitAction.CreateRuleset) {
      return 0;
    }
    return before > 0 || action instanceof InitAction.OpenRoot ? before + 1 : 0;
  }

  private void lower(int index, Actor actor, Sequence s) {
    Step step = plan.steps().get(index);
    if (step.actor() == actor && !isLast(index) && !Hooks.isLater(step)) {
      Lowering lowering = new Lowering(s, data, failures, index, step);
      s.mark(index + 1, lowering.text());
      lower(lowering);
    }
  }

  private Optional<HookRoutines> hookRoutines() {
    return hooks.any()
        ? Optional.of(
            new HookRoutines(
                HookProcess.routine(data),
                hooksOf(Hook.Phase.POSTSTART),
                hooksOf(Hook.Phase.POSTSTOP)))
        : Optional.empty();
  }

  private Optional<Routine> hooksOf(Hook.Phase phase) {
    Sequence s = Sequence.ofRoutine();
    for (int i = 0; i < plan.steps().size(); i++) {
      if (Hooks.isOf(phase, plan.steps().get(i))) {
        Lowering lowering = new Lowering(s, data, failures, i, plan.steps().get(i));
        s.mark(i + 1, lowering.text());
        lower(lowering);
      }
    }
    return s.instructions().isEmpty()
        ? Optional.empty()
        : Optional.of(new Routine(phase.word(), s.instructions()));
  }

  /** Whether the step is a filter that nothing but execve(2) may come after. */
  private boolean isLast(int index) {
    return plan.steps().get(index).action() instanceof InitAction.LoadFilter
        && index + 1 < plan.steps().size()
        && plan.steps().get(index + 1).action() instanceof InitAction.Execve;
  }

  /** A filter right before the command is loaded when all is ready for it. */
  private void lowerLast(Lowering execve) {
    int before = execve.index() - 1;
    Step step = plan.steps().get(before);
    if (step.action() instanceof InitAction.LoadFilter filter) {
      Filters.loadLast(new Lowering(execve.s(), data, failures, before, step), filter, target);
      execve.s().mark(execve.index() + 1, execve.text());
    }
  }

  /** argc, argv and envp as the kernel leaves them; see execve(2) and the System V ABI. */
  private void readStack() {
    Operand stack = value(Cell.INITIAL_STACK);
    supervisor.load(Variables.ARGC, Width.DOUBLE, stack, value(0));
    supervisor.move(Variables.ARGV, stack);
    supervisor.compute(Variables.ARGV, Operation.ADD, value(8));
    supervisor.move(Variables.ENVP, value(Variables.ARGC));
    supervisor.compute(Variables.ENVP, Operation.MULTIPLY, value(8));
    supervisor.compute(Variables.ENVP, Operation.ADD, value(8));
    supervisor.compute(Variables.ENVP, Operation.ADD, value(Variables.ARGV));
  }

  private void lower(Lowering l) {
    switch (l.step().action()) {
      case SupervisorAction.Seal _ -> Preparation.seal(l);
      case SupervisorAction.CloseFds _ -> Preparation.closeFds(l);
      case SupervisorAction.ResetSignals _ -> Preparation.resetSignals(l);
      case SupervisorAction.MakeCgroup action ->
          Cgroups.make(l, action, facts.limits(), facts.required());
      case SupervisorAction.MakeDelegatedCgroup action ->
          Cgroups.makeDelegated(l, action, facts.limits(), facts.required());
      case SupervisorAction.TakeCgroup action ->
          Cgroups.take(l, action, facts.limits(), facts.required());
      case SupervisorAction.LimitCgroup action ->
          CgroupLimits.limit(l, action, facts.limits().keySet(), facts.folder());
      case SupervisorAction.LookUpDevice action -> Devices.lookUp(l, action);
      case SupervisorAction.RestrictDevices action ->
          Devices.restrict(l, action, facts.namedCgroup().isPresent());
      case SupervisorAction.OpenNamespace action -> JoinedNamespaces.open(l, action);
      case SupervisorAction.EnterNamespace action -> JoinedNamespaces.enter(l, action);
      case SupervisorAction.LeaveNamespace action -> JoinedNamespaces.leave(l, action);
      case SupervisorAction.PrepareTerminal _ -> PseudoTerminal.prepare(l);
      case SupervisorAction.ConnectConsole action -> ConsoleSocket.connect(l, action);
      case SupervisorAction.TakeFds action -> Preparation.takeFds(l, action);
      case SupervisorAction.OpenProcess action -> RunningContainer.open(l, action);
      case SupervisorAction.OpenCgroup action -> RunningContainer.openCgroup(l, action);
      case SupervisorAction.SetCpuAffinity action -> Scheduling.setCpuAffinity(l, action);
      case SupervisorAction.EnterCgroup action -> RunningContainer.enterCgroup(l, action);
      case SupervisorAction.EnterNamespaces action -> RunningContainer.enterNamespaces(l, action);
      case SupervisorAction.MakeUpper action -> Overlay.makeUpper(l, action);
      case SupervisorAction.Clone action -> cloneInit(l, action);
      case SupervisorAction.MapCaller _ -> {
        UserNamespace.mapCaller(l);
        letBecomeRoot(l);
      }
      case SupervisorAction.MapIds action -> {
        UserNamespace.mapIds(l, action);
        letBecomeRoot(l);
      }
      case SupervisorAction.RaiseLimit action -> ResourceLimits.raise(l, action);
      case SupervisorAction.MoveNetDevice action -> NetDevices.move(l, action);
      case SupervisorAction.TryPort action -> Ports.attempt(l, action);
      case SupervisorAction.ConnectNetwork action -> {
        UserNetwork.connect(l, action);
        if (facts.has(SupervisorAction.MapCaller.class)
            || facts.has(SupervisorAction.MapIds.class)) {
          UserNamespace.letBecomeRoot(l);
        }
      }
      case SupervisorAction.AwaitMounts _ -> Announcement.await(l);
      case SupervisorAction.MakeStartFifo action -> Start.makeFifo(l, action);
      case SupervisorAction.ClaimName action -> Registration.claim(l, action);
      case SupervisorAction.KeepRecord action -> Registration.keep(l, action);
      case SupervisorAction.Release _ -> Handshake.release(l);
      case SupervisorAction.ConnectListener action -> Listener.connect(l, action);
      case SupervisorAction.PassListener action -> Listener.pass(l, action);
      case SupervisorAction.RelayTerminal action -> Relay.begin(l, action);
      case SupervisorAction.Tend action ->
          new EventLoop(
                  action,
                  facts.has(SupervisorAction.RelayTerminal.class),
                  hooks.has(Hook.Phase.POSTSTART))
              .tend(l);
      case SupervisorAction.SendTerminal action -> ConsoleSocket.send(l, action);
      case SupervisorAction.Leave action -> Start.leave(l, action);
      case SupervisorAction.AwaitCommand _ -> Departure.await(l);
      case SupervisorAction.WritePid _ -> Departure.writePid(l);
      case SupervisorAction.Exit _ -> Departure.exit(l);
      case InitAction.DieWithSupervisor _ -> Handshake.dieWithSupervisor(l);
      case InitAction.AdjustOomScore action -> Settings.adjustOomScore(l, action);
      case InitAction.SetSysctl action -> Settings.setSysctl(l, action);
      case InitAction.JoinCgroup action -> Cgroups.join(l, action, facts.controllers());
      case InitAction.BecomeRoot _ -> UserNamespace.becomeRoot(l, facts.joinsUsers());
      case InitAction.OffsetClocks action -> Clocks.offset(l, action);
      case InitAction.BringUpLoopback _ -> Network.bringUpLoopback(l);
      case InitAction.HideFromPtrace _ -> Settings.hideFromPtrace(l);
      case InitAction.JoinSessionKeyring action -> Settings.joinSessionKeyring(l, action);
      case InitAction.Umask action -> Settings.umask(l, action);
      case InitAction.SetPropagation action -> Root.setPropagation(l, action);
      case InitAction.OpenRoot action -> Root.open(l, action, trees);
      case InitAction.OverlayRoot action -> Overlay.lay(l, action, trees);
      case InitAction.Mount action -> Mounts.mount(l, action);
      case InitAction.Cover action -> Mounts.cover(l, action);
      case InitAction.CoverFiles action -> CoveredFiles.cover(l, action);
      case InitAction.Bind action -> Mounts.bind(l, action, trees);
      case InitAction.MountCgroup action -> CgroupMounts.mount(l, action);
      case InitAction.Propagate action -> Mounts.propagate(l, action);
      case InitAction.LabelMount action -> Labels.labelMount(l, action);
      case InitAction.Device action -> Nodes.device(l, action);
      case InitAction.Symlink action -> Nodes.symlink(l, action);
      case InitAction.MakeFolder action -> Nodes.makeFolder(l, action);
      case InitAction.MaskPath action -> Nodes.maskPath(l, action);
      case InitAction.ReadonlyPath action -> Nodes.readonlyPath(l, action);
      case InitAction.ReadonlyMount action -> Mounts.makeReadonly(l, action);
      case InitAction.ReadonlyRoot _ -> Root.makeReadonly(l);
      case InitAction.OpenTerminal action -> PseudoTerminal.open(l, action);
      case InitAction.SetExecLabel action -> Labels.setOfCommand(l, action);
      case InitAction.PivotRoot _ -> Root.pivot(l);
      case InitAction.SetHostname action -> Settings.setHostname(l, action);
      case InitAction.SetDomainname action -> Settings.setDomainname(l, action);
      case InitAction.NewSession _ -> Settings.newSession(l, target);
      case InitAction.ControlTerminal action -> PseudoTerminal.control(l, action);
      case InitAction.AnnounceMounts _ -> Announcement.announce(l);
      case InitAction.RunHook(var hook) -> hooks.run(l, hook);
      case InitAction.AwaitRelease _ -> Handshake.awaitByte(l);
      case InitAction.AwaitStart _ -> awaitStart(l);
      case InitAction.CreateRuleset action -> Rulesets.create(l, action);
      case InitAction.AllowBeneath action -> Rulesets.allow(l, action);
      case InitAction.SetUser action -> Identity.setUser(l, action, facts.setgroups());
      case InitAction.LimitResource action -> ResourceLimits.limit(l, action);
      case InitAction.SetScheduler action -> Scheduling.setScheduler(l, action);
      case InitAction.SetIoPriority action -> Scheduling.setIoPriority(l, action);
      case InitAction.SetMemoryPolicy action -> Scheduling.setMemoryPolicy(l, action);
      case InitAction.SetPersonality action -> Settings.setPersonality(l, action);
      case InitAction.Chdir action -> Command.chdir(l, action);
      case InitAction.RequireCapabilities action -> Capabilities.require(l, action);
      case InitAction.LimitBoundingSet action -> Capabilities.limitBoundingSet(l, action);
      case InitAction.SetCapabilities action -> Capabilities.set(l, action);
      case InitAction.NoNewPrivileges _ -> Settings.noNewPrivileges(l);
      case InitAction.Reap _ -> Reaper.reap(l, command);
      case InitAction.RestrictSelf _ -> Rulesets.restrict(l);
      case InitAction.LoadFilter action -> Filters.load(l, action, target);
      case InitAction.Execve action -> Command.execve(l, action, this::lowerLast);
    }
  }

  /** Who connects its network looks at the init first, while that can be looked at by its user. */
  private void letBecomeRoot(Lowering l) {
    if (!facts.has(SupervisorAction.ConnectNetwork.class)) {
      UserNamespace.letBecomeRoot(l);
    }
  }

  private void awaitStart(Lowering l) {
    for (int i = l.index(); i < plan.steps().size(); i++) {
      Step step = plan.steps().get(i);
      if (step.action() instanceof InitAction.Execve execve) {
        Command.lookUp(new Lowering(l.s(), data, failures, i, step), execve);
      }
    }
    Start.await(l);
  }

  private Autopsy autopsy() {
    List<Breach> breaches = new ArrayList<>();
    Optional<KillingFilter> filter = Optional.empty();
    Optional<String> reportFile = Optional.empty();
    for (int i = 0; i < plan.steps().size(); i++) {
      Lowering step = new Lowering(supervisor, data, failures, i, plan.steps().get(i));
      if (step.step().action() instanceof SupervisorAction.LimitCgroup limit) {
        breaches.addAll(Breaches.of(step, limit));
      } else if (step.step().action() instanceof InitAction.LoadFilter load) {
        filter = Filters.killing(step, load, target);
      } else if (step.step().action() instanceof SupervisorAction.Leave leave) {
        reportFile = Optional.of(leave.reportFile());
      }
    }
    return new Autopsy(breaches, filter, reportFile);
  }
}
