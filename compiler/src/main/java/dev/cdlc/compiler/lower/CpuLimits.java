package dev.cdlc.compiler.lower;

import static dev.cdlc.compiler.lower.Limit.everywhere;
import static dev.cdlc.compiler.lower.Limit.file;

import dev.cdlc.compiler.oci.OciResources.Cpu;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import java.util.ArrayList;
import java.util.List;

/** Lowers {@code linux.resources.cpu}. See kernel sched-bwc.rst, cgroup-v2.rst and cpuset(7). */
final class CpuLimits {
  private static final String POINTER = "/cpu";

  /** The kernel's own default; see sched-bwc.rst. */
  private static final long DEFAULT_PERIOD_MICROS = 100_000;

  private CpuLimits() {}

  static List<Limit> of(Cpu cpu) {
    List<Limit> limits = new ArrayList<>();
    if (cpu.quota().isPresent() || cpu.period().isPresent()) {
      String said = cpu.quota().isPresent() ? "/quota" : "/period";
      limits.add(new Limit(POINTER + said, bandwidth(cpu)));
    }
    cpu.burst().map(CpuLimits::burst).ifPresent(limits::add);
    cpu.shares().map(CpuLimits::shares).ifPresent(limits::add);
    cpu.cpus().map(cpus -> cpuset("/cpus", "cpuset.cpus", cpus)).ifPresent(limits::add);
    cpu.mems().map(mems -> cpuset("/mems", "cpuset.mems", mems)).ifPresent(limits::add);
    cpu.idle().ifPresent(idle -> limits.add(cpu("/idle", "cpu.idle", idle)));
    return limits;
  }

  private static LimitCgroup bandwidth(Cpu cpu) {
    long period = cpu.period().orElse(DEFAULT_PERIOD_MICROS);
    List<CgroupFile> v1 = new ArrayList<>();
    v1.add(file("cpu.cfs_period_us", period));
    cpu.quota().ifPresent(quota -> v1.add(file("cpu.cfs_quota_us", quota)));
    String quota = cpu.quota().map(Limit::orMax).orElse("max");
    return new LimitCgroup(Controller.CPU, v1, List.of(file("cpu.max", quota + " " + period)));
  }

  private static Limit burst(long micros) {
    return Limit.in(
        POINTER + "/burst",
        Controller.CPU,
        file("cpu.cfs_burst_us", micros),
        file("cpu.max.burst", micros));
  }

  private static Limit shares(long shares) {
    return Limit.in(
        POINTER + "/shares",
        Controller.CPU,
        file("cpu.shares", shares),
        file("cpu.weight", CpuWeight.ofShares(shares)));
  }

  private static Limit cpuset(String property, String file, String list) {
    return everywhere(POINTER + property, Controller.CPUSET, file, list);
  }

  private static Limit cpu(String property, String file, long value) {
    return everywhere(POINTER + property, Controller.CPU, file, value);
  }
}
