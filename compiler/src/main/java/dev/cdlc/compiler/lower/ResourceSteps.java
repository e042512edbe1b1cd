package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.OciResources.Cpu;
import dev.cdlc.compiler.oci.OciResources.Memory;
import dev.cdlc.compiler.oci.OciResources.Pids;
import dev.cdlc.plan.Action.CgroupFile;
import dev.cdlc.plan.Action.LimitCgroup;
import dev.cdlc.plan.Action.MakeCgroup;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Lowers {@code linux.resources}, and makes the cgroup that every container is tracked by. */
record ResourceSteps(Input input) {
  private static final String POINTER = "/linux/resources";
  private static final long UNLIMITED = -1;

  /** The kernel's own default; see sched-bwc.rst. */
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  List<Step> steps() {
    List<LimitCgroup> limits =
        input.config().linux().resources().map(this::limits).orElse(List.of());
    List<Step> steps = new ArrayList<>();
    steps.add(
        input.supervisor(
            new MakeCgroup(
                input.extras().container(), limits.stream().map(LimitCgroup::controller).toList()),
            POINTER));
    for (LimitCgroup limit : limits) {
      steps.add(input.supervisor(limit, POINTER + "/" + limit.controller().kernelName()));
    }
    return steps;
  }

  private List<LimitCgroup> limits(OciResources resources) {
    List<LimitCgroup> limits = new ArrayList<>();
    resources.cpu().map(ResourceSteps::limit).ifPresent(limits::add);
    resources.memory().map(ResourceSteps::limit).ifPresent(limits::add);
    resources.pids().map(ResourceSteps::limit).ifPresent(limits::add);
    return limits;
  }

  /** See kernel cgroup-v2.rst, {@code cpu.max}, and sched-bwc.rst. */
  private static LimitCgroup limit(Cpu cpu) {
    long period = cpu.period().orElse(DEFAULT_PERIOD_MICROS);
    List<CgroupFile> v1 = new ArrayList<>();
    v1.add(new CgroupFile("cpu.cfs_period_us", Long.toString(period)));
    cpu.quota()
        .ifPresent(quota -> v1.add(new CgroupFile("cpu.cfs_quota_us", Long.toString(quota))));
    String quota = cpu.quota().map(ResourceSteps::orMax).orElse("max");
    return new LimitCgroup(
        Controller.CPU, v1, List.of(new CgroupFile("cpu.max", quota + " " + period)));
  }

  private static LimitCgroup limit(Memory memory) {
    long limit = memory.limit().orElse(UNLIMITED);
    return new LimitCgroup(
        Controller.MEMORY,
        List.of(new CgroupFile("memory.limit_in_bytes", Long.toString(limit))),
        List.of(new CgroupFile("memory.max", orMax(limit))));
  }

  private static LimitCgroup limit(Pids pids) {
    List<CgroupFile> files = List.of(new CgroupFile("pids.max", orMax(pids.limit())));
    return new LimitCgroup(Controller.PIDS, files, files);
  }

  private static String orMax(long limit) {
    return limit == UNLIMITED ? "max" : Long.toString(limit);
  }
}
