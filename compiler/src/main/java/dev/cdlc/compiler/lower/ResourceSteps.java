package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction.MakeCgroup;
import dev.cdlc.plan.SupervisorAction.MakeDelegatedCgroup;
import dev.cdlc.plan.SupervisorAction.TakeCgroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lowers {@code linux.resources}, and makes the cgroup that every container is tracked by. */
record ResourceSteps(Input input) {
  private static final String POINTER = "/linux/resources";

  /** Whose figures engines read of a container, whether they limit it or not. */
  private static final List<Controller> COUNTING =
      List.of(
          Controller.CPU, Controller.CPUACCT, Controller.MEMORY, Controller.PIDS, Controller.IO);

  /** A step for each limit, since each has its own place in the source. */
  List<Step> steps() {
    List<Limit> limits =
        input.config().linux().resources().map(ResourceSteps::limits).orElse(List.of());
    List<Step> devices = new DeviceAccessSteps(input).steps();
    List<Controller> controllers =
        Stream.of(
                limits.stream().map(limit -> limit.action().controller()),
                devices.stream().map(_ -> Controller.DEVICES),
                counting())
            .flatMap(Function.identity())
            .distinct()
            .toList();
    List<Step> steps = new ArrayList<>();
    steps.add(cgroup(controllers));
    for (Limit limit : limits) {
      String pointer = POINTER + limit.pointer();
      Limit said = input.isTried(pointer) ? limit.dispensable() : limit;
      steps.add(input.supervisor(said.action(), pointer));
    }
    steps.addAll(devices);
    return steps;
  }

  private Stream<Controller> counting() {
    return input.shape() instanceof Shape.Created ? COUNTING.stream() : Stream.of();
  }

  private Step cgroup(List<Controller> controllers) {
    return path()
        .map(path -> input.supervisor(new TakeCgroup(path, controllers), "/linux/cgroupsPath"))
        .orElseGet(() -> input.supervisor(unsaid(controllers), POINTER));
  }

  private Action unsaid(List<Controller> controllers) {
    String name = input.extras().container();
    return input.extras().isolation().rootless().isPresent()
        ? new MakeDelegatedCgroup(name, controllers)
        : new MakeCgroup(name, controllers);
  }

  /** A cgroup of the supervisor's own would be taken for left over when that has exited. */
  private Optional<String> path() {
    Optional<String> said = input.config().linux().cgroupsPath();
    return switch (input.shape()) {
      case Shape.Attached _, Shape.Exec _ -> said;
      case Shape.Created _ ->
          said.or(() -> Optional.of(Shape.Created.cgroup(input.extras().container())));
    };
  }

  static List<Limit> limits(OciResources resources) {
    List<Limit> limits = new ArrayList<>();
    resources.cpu().map(CpuLimits::of).ifPresent(limits::addAll);
    resources.memory().map(MemoryLimits::of).ifPresent(limits::addAll);
    resources.pids().map(ResourceSteps::pids).ifPresent(limits::add);
    resources.blockIo().map(BlockIoLimits::of).ifPresent(limits::addAll);
    limits.addAll(DeviceLimits.of(resources));
    limits.addAll(UnifiedLimits.of(resources.unified()));
    return limits;
  }

  private static Limit pids(OciResources.Pids pids) {
    return Limit.everywhere("/pids", Controller.PIDS, "pids.max", Limit.orMax(pids.limit()));
  }
}
