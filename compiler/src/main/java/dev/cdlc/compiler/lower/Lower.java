package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.Origins;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers a config that its schema accepts: decides which process does what, and in what order. */
public final class Lower {
  /** For files and folders that are made while the container is built, whose modes are exact. */
  private static final int NO_UMASK = 0;

  static final String WHOLE = "";
  private static final String REAPER = "/annotations/org.cdlc.init";

  /** SIGTERM, as docker-stop(1) and systemd.kill(5) have it. */
  private static final int STOP_SIGNAL = 15;

  /** As docker-stop(1) has it. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Input input;
  private final List<Step> steps = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Lower(Input input) {
    this.input = input;
  }

  /**
   * The plan of a container; one without {@code process.args} ends before execve(2). No plan where
   * the config asks for what none can do yet.
   */
  public static Result<Plan> lower(OciConfig config, Extras extras, Origins origins) {
    return lower(config, extras, origins, new Shape.Attached());
  }

  /** The same in another shape. */
  public static Result<Plan> lower(OciConfig config, Extras extras, Origins origins, Shape shape) {
    var input = new Input(config, extras, origins, shape);
    List<Diagnostic> unsupported = Unsupported.in(input);
    return unsupported.isEmpty() ? new Lower(input).plan() : Result.failed(unsupported);
  }

  /** What changes the limits of a container that runs. */
  public static List<SupervisorAction.LimitCgroup> limits(OciResources resources) {
    return ResourceSteps.limits(resources).stream().map(Limit::action).toList();
  }

  /** The options of mounts that are no file system's own, in their order. */
  public static List<String> mountOptions() {
    return MountOption.Table.known();
  }

  private Result<Plan> plan() {
    prepareSupervisor();
    switch (input.shape()) {
      case Shape.Attached _, Shape.Created _ -> make();
      case Shape.Exec exec -> join(new ExecSteps(input, exec));
    }
    return diagnostics.stream().anyMatch(found -> found.severity() == Severity.ERROR)
        ? Result.failed(diagnostics)
        : Result.of(new Plan(input.extras().container(), steps), diagnostics);
  }

  private void prepareSupervisor() {
    supervisor(new SupervisorAction.Seal());
    supervisor(new SupervisorAction.CloseFds());
    input.shape().files().ifPresent(this::supervisor);
    supervisor(new SupervisorAction.ResetSignals());
    known().ifPresent(known -> supervisor(new SupervisorAction.ClaimName(known.file())));
    steps.addAll(new TerminalSteps(input).connect());
  }

  private void make() {
    startSupervisor();
    startInit();
    buildRoot();
    enterRoot();
    becomeCommand();
    tendContainer();
  }

  private void join(ExecSteps exec) {
    steps.addAll(exec.join());
    steps.addAll(exec.enter());
    becomeCommand();
    release();
    steps.addAll(exec.leave());
  }

  private void startSupervisor() {
    var namespaces = new NamespaceSteps(input);
    steps.addAll(new NetworkSteps(input).tryPorts());
    steps.addAll(namespaces.open());
    steps.addAll(new FilterSteps(input, diagnostics::add).connect());
    steps.addAll(new ResourceSteps(input).steps());
    steps.addAll(new TerminalSteps(input).prepare());
    steps.addAll(new RootSteps(input).prepare());
    if (input.shape() instanceof Shape.Created created) {
      supervisor(new SupervisorAction.MakeStartFifo(created.startFifo()));
    }
    steps.addAll(namespaces.enterAndClone());
  }

  private void startInit() {
    steps.addAll(input.dieWithSupervisor(WHOLE));
    steps.addAll(new SchedulingSteps(input).oomScore());
    steps.addAll(new NamespaceSteps(input).enter());
    steps.addAll(new NamespaceSteps(input).sysctls());
    steps.addAll(new CapabilitySteps(input).require());
    init(new InitAction.HideFromPtrace());
    init(new InitAction.Umask(NO_UMASK));
    init(new InitAction.JoinSessionKeyring("_ses." + input.extras().container()));
  }

  /** A root may be made read-only only after the mount points in it were made. */
  private void buildRoot() {
    var root = new RootSteps(input);
    steps.addAll(new NamespaceSteps(input).enterMounts());
    steps.addAll(root.open());
    steps.addAll(new MountSteps(input).steps());
    steps.addAll(new DeviceSteps(input).steps());
    steps.addAll(new NetworkFileSteps(input).steps());
    steps.addAll(new CommandSteps(input).makeFolder());
    steps.addAll(new MountSteps(input).makeReadonly());
    steps.addAll(new PathSteps(input).steps());
    steps.addAll(new HookSteps(input).beforePivot());
    steps.addAll(new TerminalSteps(input).open());
    steps.addAll(root.close());
  }

  private void enterRoot() {
    steps.addAll(new LabelSteps(input).ofCommand());
    init(new InitAction.PivotRoot());
    steps.addAll(new RootSteps(input).propagate());
    input
        .config()
        .hostname()
        .ifPresent(
            hostname -> steps.add(input.init(new InitAction.SetHostname(hostname), "/hostname")));
    input
        .config()
        .domainname()
        .ifPresent(
            name -> steps.add(input.init(new InitAction.SetDomainname(name), "/domainname")));
    steps.add(new TerminalSteps(input).session());
    steps.add(new UserSteps(input).umask());
    init(new InitAction.AwaitRelease());
  }

  /**
   * The filter of system calls comes last, or first of all where it needs privilege. Capabilities
   * leave the bounding set while the init may still drop them; the change of ids clears the signal
   * that the supervisor's death sends, so it is asked for again.
   */
  private void becomeCommand() {
    var filter = new FilterSteps(input, diagnostics::add);
    var capabilities = new CapabilitySteps(input);
    steps.addAll(new LandlockSteps(input).ruleset());
    steps.add(capabilities.limitBoundingSet());
    var limits = new LimitSteps(input);
    steps.addAll(limits.early());
    steps.addAll(new SchedulingSteps(input).steps());
    int early = steps.size();
    steps.addAll(new UserSteps(input).steps());
    steps.addAll(input.dieWithSupervisor(WHOLE));
    var command = new CommandSteps(input);
    steps.add(command.chdir());
    steps.addAll(limits.late());
    steps.add(capabilities.setCapabilities());
    steps.addAll(command.noNewPrivileges());
    steps.addAll(new LandlockSteps(input).restrict());
    if (input.shape() instanceof Shape.Created) {
      init(new InitAction.AwaitStart());
    }
    if (!(input.shape() instanceof Shape.Exec)) {
      steps.addAll(new HookSteps(input).beforeCommand());
    }
    int reaped = steps.size();
    if (filter.isLoadedEarly()) {
      steps.addAll(command.execve());
      steps.addAll(early, filter.before(List.copyOf(steps.subList(early, steps.size()))));
    } else {
      steps.addAll(filter.last());
      steps.addAll(command.execve());
    }
    if (input.reaps()) {
      reap(steps.subList(reaped, steps.size()));
    }
  }

  /** What only the command's process does comes behind the clone of it. */
  private void reap(List<Step> last) {
    last.replaceAll(step -> new Step(Actor.COMMAND, step.action(), step.origin()));
    last.addFirst(input.command(new InitAction.DieWithSupervisor(), REAPER));
    last.addFirst(input.init(new InitAction.Reap(), REAPER));
  }

  private void tendContainer() {
    raiseLimits();
    if (input.config().linux().makes(NamespaceType.USER)) {
      steps.add(new NamespaceSteps(input).mapUsers());
    }
    steps.addAll(new NetworkSteps(input).connect());
    steps.addAll(new NamespaceSteps(input).moveDevices());
    var hooks = new HookSteps(input);
    steps.addAll(hooks.outside());
    steps.addAll(new TerminalSteps(input).handOn());
    known().ifPresent(known -> supervisor(new SupervisorAction.KeepRecord(known.description())));
    supervisor(new SupervisorAction.Release());
    steps.addAll(new FilterSteps(input, diagnostics::add).pass());
    if (input.shape() instanceof Shape.Created created) {
      supervisor(new SupervisorAction.Leave(created.pidFile(), created.reportFile()));
    } else {
      stay(hooks);
    }
  }

  private void raiseLimits() {
    if (input.has(NamespaceType.USER)) {
      steps.addAll(new LimitSteps(input).raise());
    }
  }

  private void release() {
    raiseLimits();
    steps.addAll(new TerminalSteps(input).handOn());
    supervisor(new SupervisorAction.Release());
  }

  private Optional<Shape.Known> known() {
    return switch (input.shape()) {
      case Shape.Attached(var known) -> known;
      case Shape.Created _, Shape.Exec _ -> Optional.empty();
    };
  }

  private void stay(HookSteps hooks) {
    steps.addAll(hooks.afterStart());
    Extras.Supervision supervision = input.extras().supervision();
    supervisor(
        new SupervisorAction.Tend(
            supervision.stopSignal().orElse(STOP_SIGNAL),
            supervision.stopTimeout().orElse(STOP_TIMEOUT).toNanos()));
    steps.addAll(hooks.afterStop());
  }

  private void supervisor(Action action) {
    steps.add(input.supervisor(action, WHOLE));
  }

  private void init(Action action) {
    steps.add(input.init(action, WHOLE));
  }
}
