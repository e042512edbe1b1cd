package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lowers {@code linux.namespaces} and {@code linux.sysctl}. */
record NamespaceSteps(Input input) {
  private static final String POINTER = "/linux/namespaces";

  Step cloneInit() {
    List<Namespace> fresh =
        input.config().linux().namespaces().stream()
            .filter(namespace -> namespace.path().isEmpty())
            .map(OciConfig.Namespace::type)
            .map(NamespaceSteps::kind)
            .toList();
    return input.supervisor(new Action.Clone(fresh), POINTER);
  }

  /** What the init itself must do to be in its namespaces, and somebody there. */
  List<Step> enter() {
    List<Step> steps = new ArrayList<>();
    steps.add(input.init(new Action.JoinCgroup(input.has(NamespaceType.CGROUP)), POINTER));
    if (input.has(NamespaceType.USER)) {
      steps.add(input.init(new Action.BecomeRoot(), POINTER));
    }
    freshNetwork()
        .ifPresent(pointer -> steps.add(input.init(new Action.BringUpLoopback(), pointer)));
    return steps;
  }

  /** Settings of the namespaces that the init is in by then. */
  List<Step> sysctls() {
    return input.config().linux().sysctl().entrySet().stream()
        .map(
            said ->
                input.init(
                    new Action.SetSysctl(said.getKey(), said.getValue()),
                    "/linux/sysctl/" + said.getKey()))
        .toList();
  }

  private Optional<String> freshNetwork() {
    List<OciConfig.Namespace> namespaces = input.config().linux().namespaces();
    return IntStream.range(0, namespaces.size())
        .filter(i -> namespaces.get(i).type() == NamespaceType.NETWORK)
        .filter(i -> namespaces.get(i).path().isEmpty())
        .mapToObj(i -> POINTER + "/" + i)
        .findFirst();
  }

  Step mapCaller() {
    return input.supervisor(new Action.MapCaller(), POINTER);
  }

  private static Namespace kind(NamespaceType type) {
    return switch (type) {
      case PID -> Namespace.PID;
      case NETWORK -> Namespace.NET;
      case MOUNT -> Namespace.MNT;
      case IPC -> Namespace.IPC;
      case UTS -> Namespace.UTS;
      case USER -> Namespace.USER;
      case CGROUP -> Namespace.CGROUP;
      case TIME -> Namespace.TIME;
    };
  }
}
