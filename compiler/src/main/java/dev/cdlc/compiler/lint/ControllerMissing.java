package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Resources;
import dev.cdlc.plan.Controller;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A limit that no controller of the host sets. */
final class ControllerMissing implements ContainerRule {
  @Override
  public Code code() {
    return Code.CONTROLLER_MISSING;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    report.host().ifPresent(host -> check(container, host, report));
  }

  private static void check(Container container, HostFacts host, Report report) {
    Resources all = container.resources();
    Demand demand = new Demand(container, host, report);
    demand.of(Controller.MEMORY, all.memory().flatMap(Memory::limit));
    demand.of(Controller.MEMORY, all.memory().flatMap(Memory::reservation));
    demand.of(Controller.CPU, all.cpu().flatMap(Cpu::limit));
    demand.of(Controller.CPU, all.cpu().flatMap(Cpu::share));
    demand.of(Controller.CPUSET, all.cpu().flatMap(Cpu::set));
    demand.of(Controller.PIDS, all.pids());
    demand.of(Controller.IO, all.io().flatMap(io -> io.weight()));
    demand.of(Controller.HUGETLB, all.hugepages());
    demand.of(Controller.RDMA, all.rdma());
    demand.of(Controller.NET_CLS, all.network().classId());
    demand.of(Controller.NET_PRIO, all.network().priorities());
  }

  /** What a container asks of the host's controllers. */
  private record Demand(Container container, HostFacts host, Report report) {
    void of(Controller controller, Optional<? extends Located<?>> said) {
      of(controller, said.stream().toList());
    }

    void of(Controller controller, List<? extends Located<?>> said) {
      Stream<? extends Located<?>> needed =
          said.stream().filter(one -> !container.isTried(one.span()));
      if (!said.isEmpty() && host.lacks(controller)) {
        needed.forEach(one -> tell(controller, one));
      }
    }

    private void tell(Controller controller, Located<?> said) {
      report.add(
          said.span(),
          "nothing on this host enforces it: you have no cgroup controller `%s`"
              .formatted(controller.kernelName()),
          "run it as root, have the controller delegated, or write `try` before it");
    }
  }
}
