package dev.cdlc.cli;

import dev.cdlc.codegen.emit.JoinedProcess;
import dev.cdlc.codegen.launch.KeptExec;
import dev.cdlc.compiler.lower.Shape.Exec;
import dev.cdlc.compiler.lower.Shape.Running;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction.OpenProcess;
import dev.cdlc.plan.SupervisorAction.TakeCgroup;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * The executable that runs any command as the container's own process runs, for the first time that
 * one is asked for. It is made by another thread before the container is there, of what is
 * presumed: which cgroups it has, and an init of no known pid.
 */
final class OciTemplate {
  private static final OpenProcess UNKNOWN = new OpenProcess(Integer.MAX_VALUE, Long.MAX_VALUE);

  private final ContainerId id;
  private final OciBundle bundle;
  private final Running presumed;
  private final FutureTask<byte[]> making;

  private OciTemplate(ContainerId id, OciBundle bundle, Running presumed) {
    this.id = id;
    this.bundle = bundle;
    this.presumed = presumed;
    this.making = new FutureTask<>(() -> made(presumed));
    Thread.ofPlatform().daemon().start(making);
  }

  /**
   * Begins to make it.
   *
   * @param plan of the container
   */
  static OciTemplate begin(ContainerId id, OciBundle bundle, Plan plan)
      throws CommandException, IOException {
    return new OciTemplate(id, bundle, presumed(ContainerCgroup.of(bundle.cgroup(id)), plan));
  }

  /** The cgroups are made in the hierarchies that limits ask for, and in the one that tracks. */
  private static Running presumed(ContainerCgroup cgroup, Plan plan) throws IOException {
    Set<String> asked = controllers(plan);
    List<Hierarchy> hierarchies = Cgroups.read().hierarchies();
    Optional<String> unified = Optional.empty();
    List<String> v1 = new ArrayList<>();
    for (Path folder : cgroup.folders()) {
      Optional<Hierarchy> of =
          hierarchies.stream().filter(one -> folder.startsWith(one.mountPoint())).findFirst();
      boolean isV2 = of.filter(one -> one.version() == Version.V2).isPresent();
      boolean tracks = folder.equals(cgroup.folders().getFirst());
      if (isV2) {
        unified = unified.or(() -> Optional.of(folder.toString()));
      } else if (tracks || of.filter(one -> hasAny(one, asked)).isPresent()) {
        v1.add(folder.toString());
      }
    }
    return new Running(UNKNOWN.pid(), UNKNOWN.startTime(), unified, v1);
  }

  private static Set<String> controllers(Plan plan) {
    return plan.steps().stream()
        .map(Step::action)
        .filter(TakeCgroup.class::isInstance)
        .flatMap(taken -> ((TakeCgroup) taken).controllers().stream())
        .map(Controller::v1Name)
        .collect(Collectors.toSet());
  }

  private static boolean hasAny(Hierarchy hierarchy, Set<String> controllers) {
    return hierarchy.controllers().stream().anyMatch(controllers::contains);
  }

  /** Keeps it in the container's folder; another one where something else was presumed. */
  void keep(ContainerRecord record, ContainerFolder locked, String build)
      throws CommandException, IOException {
    Running of = OciExec.running(record, OciExecCgroups.NONE);
    var asked = new KeptExec(build, false, Optional.empty());
    locked.keepExecutable(
        asked.name(), asked.append(wasRight(of) ? joining(of, awaited()) : made(of)));
  }

  private boolean wasRight(Running of) {
    return presumed.unifiedCgroup().equals(of.unifiedCgroup())
        && presumed.cgroups().equals(of.cgroups());
  }

  private static byte[] joining(Running of, byte[] executable) {
    var process = new JoinedProcess(new OpenProcess(of.pid(), of.startTime()));
    return process.inPlaceOf(new JoinedProcess(UNKNOWN), executable);
  }

  private byte[] awaited() {
    try {
      return making.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] made(Running of) throws CommandException {
    OciBundle given = bundle.with(OciRequest.withoutCommand(bundle.config()));
    var shape = new Exec(of, false, Optional.empty(), Optional.empty());
    return Executable.generate(given.plan(id, shape));
  }
}
