package dev.cdlc.compiler.lower;

import static dev.cdlc.compiler.lower.Limit.everywhere;
import static dev.cdlc.compiler.lower.Limit.file;

import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.OciResources.HugepageLimit;
import dev.cdlc.compiler.oci.OciResources.Network;
import dev.cdlc.compiler.oci.OciResources.Rdma;
import dev.cdlc.plan.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lowers {@code hugepageLimits}, {@code network} and {@code rdma} of {@code linux.resources}. See
 * kernel hugetlb.rst, net_cls.rst, net_prio.rst and rdma.rst of cgroup v1, and cgroup-v2.rst.
 */
final class DeviceLimits {
  private DeviceLimits() {}

  static List<Limit> of(OciResources resources) {
    List<Limit> limits = new ArrayList<>();
    for (int i = 0; i < resources.hugepageLimits().size(); i++) {
      limits.add(hugepages("/hugepageLimits/" + i, resources.hugepageLimits().get(i)));
    }
    resources.network().map(DeviceLimits::network).ifPresent(limits::addAll);
    for (Map.Entry<String, Rdma> device : resources.rdma().entrySet()) {
      limits.add(rdma(device.getKey(), device.getValue()));
    }
    return limits;
  }

  private static Limit hugepages(String pointer, HugepageLimit limit) {
    String size = limit.pageSize();
    return Limit.in(
        pointer,
        Controller.HUGETLB,
        file("hugetlb." + size + ".limit_in_bytes", limit.limit()),
        file("hugetlb." + size + ".max", limit.limit()));
  }

  private static List<Limit> network(Network network) {
    List<Limit> limits = new ArrayList<>();
    network
        .classId()
        .map(id -> everywhere("/network/classID", Controller.NET_CLS, "net_cls.classid", id))
        .ifPresent(limits::add);
    for (int i = 0; i < network.priorities().size(); i++) {
      var priority = network.priorities().get(i);
      limits.add(
          everywhere(
              "/network/priorities/" + i,
              Controller.NET_PRIO,
              "net_prio.ifpriomap",
              priority.name() + " " + priority.priority()));
    }
    return limits;
  }

  private static Limit rdma(String device, Rdma limits) {
    var value = new StringBuilder(device);
    limits.hcaHandles().ifPresent(handles -> value.append(" hca_handle=").append(handles));
    limits.hcaObjects().ifPresent(objects -> value.append(" hca_object=").append(objects));
    return everywhere("/rdma/" + device, Controller.RDMA, "rdma.max", value);
  }
}
