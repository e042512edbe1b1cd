package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig.Hook;
import dev.cdlc.compiler.oci.OciConfig.IdMapping;
import dev.cdlc.compiler.oci.OciConfig.TimeOffset;
import dev.cdlc.compiler.oci.OciResources.ThrottleDevice;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Propagation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A config that says everything that config.json can say of a Linux container. */
public final class FullConfig {
  private static final List<IdMapping> MAPPINGS = List.of(new IdMapping(0, 100_000, 65_536));

  private FullConfig() {}

  public static OciConfig config() {
    return new OciConfig(
        "1.3.0",
        new OciConfig.Root("fs", true),
        List.of(new OciConfig.Mount("/d", "bind", "/s", List.of("rbind"), MAPPINGS, MAPPINGS)),
        process(),
        Optional.of("web"),
        Optional.of("example.org"),
        hooks(),
        sorted("com.example.key", "value"),
        linux());
  }

  private static OciConfig.Process process() {
    var all = List.of(Capability.CAP_KILL);
    return new OciConfig.Process(
        new OciConfig.Terminal(true, Optional.of(new OciConfig.ConsoleSize(40, 120))),
        "/",
        List.of("A=1"),
        List.of("/bin/true"),
        List.of(new OciConfig.Rlimit("RLIMIT_NOFILE", 1024, -1)),
        Optional.of("profile"),
        new OciConfig.Capabilities(all, all, all, all, all),
        true,
        OptionalInt.of(100),
        Optional.of(
            new OciConfig.Scheduler(
                "SCHED_DEADLINE",
                OptionalInt.of(1),
                OptionalInt.of(2),
                List.of("SCHED_FLAG_RESET_ON_FORK"),
                Optional.of(1_000_000L),
                Optional.of(2_000_000L),
                Optional.of(3_000_000L))),
        Optional.of("system_u:system_r:container_t:s0"),
        Optional.of(new OciConfig.IoPriority("IOPRIO_CLASS_BE", OptionalInt.of(4))),
        Optional.of(new OciConfig.CpuAffinity(Optional.of("0-1"), Optional.of("0"))),
        new OciConfig.User(1, 2, OptionalInt.of(18), List.of(3L)));
  }

  private static OciConfig.Hooks hooks() {
    var hook = List.of(new Hook("/bin/h", List.of("h"), List.of("A=1"), OptionalInt.of(5)));
    return new OciConfig.Hooks(hook, hook, hook, hook, hook, hook);
  }

  private static OciConfig.Linux linux() {
    return new OciConfig.Linux(
        List.of(new OciConfig.Namespace(NamespaceType.NETWORK, Optional.of("/run/netns/x"))),
        MAPPINGS,
        MAPPINGS,
        new OciConfig.TimeOffsets(
            Optional.of(new TimeOffset(1, 2)), Optional.of(new TimeOffset(3, 4))),
        List.of(
            new OciConfig.Device(
                "c",
                "/dev/fuse",
                Optional.of(10L),
                Optional.of(229L),
                OptionalInt.of(438),
                Optional.of(0L),
                Optional.of(0L))),
        sorted("eth0", new OciConfig.NetDevice(Optional.of("eth1"))),
        Optional.of("/batch/x"),
        Optional.of(resources()),
        Optional.of(
            new OciConfig.IntelRdt(
                Optional.of("gold"),
                List.of("L3:0=f"),
                Optional.of("L3:0=7f0"),
                Optional.of("MB:0=70"),
                true)),
        Optional.of(
            new OciConfig.MemoryPolicy(
                "MPOL_BIND", Optional.of("0"), List.of("MPOL_F_STATIC_NODES"))),
        sorted("net.core.somaxconn", "1024"),
        Propagation.SHARED,
        Optional.of(seccomp()),
        List.of("/proc/kcore"),
        List.of("/proc/sys"),
        Optional.of("label"),
        Optional.of(new OciConfig.Personality("LINUX32", List.of())));
  }

  private static OciResources resources() {
    var rates = List.of(new ThrottleDevice(8, 0, 1_048_576));
    return new OciResources(
        sorted("memory.high", "60G"),
        List.of(
            new OciResources.DeviceRule(
                true, Optional.of("c"), Optional.of(10L), Optional.of(229L), Optional.of("rwm"))),
        Optional.of(new OciResources.Pids(100)),
        Optional.of(
            new OciResources.BlockIo(
                OptionalInt.of(300),
                OptionalInt.of(300),
                List.of(
                    new OciResources.WeightDevice(8, 0, OptionalInt.of(10), OptionalInt.of(10))),
                rates,
                rates,
                rates,
                rates)),
        Optional.of(
            new OciResources.Cpu(
                Optional.of(512L),
                Optional.of(50_000L),
                Optional.of(1_000L),
                Optional.of(100_000L),
                Optional.of(1L),
                Optional.of(2L),
                Optional.of("0-3"),
                Optional.of("0"),
                OptionalInt.of(1))),
        List.of(new OciResources.HugepageLimit("2MB", 2_097_152)),
        Optional.of(
            new OciResources.Memory(
                Optional.of(1L << 30),
                Optional.of(1L << 29),
                Optional.of(1L << 31),
                Optional.of(-1L),
                Optional.of(-1L),
                Optional.of(0L),
                Optional.of(false),
                Optional.of(true),
                Optional.of(true))),
        Optional.of(
            new OciResources.Network(
                Optional.of(1_048_577L), List.of(new OciResources.Priority("eth0", 500)))),
        sorted("mlx5_0", new OciResources.Rdma(Optional.of(64L), Optional.of(10_000L))));
  }

  private static OciSeccomp seccomp() {
    return new OciSeccomp(
        "SCMP_ACT_ERRNO",
        OptionalInt.of(1),
        List.of("SCMP_ARCH_X86_64"),
        List.of("SECCOMP_FILTER_FLAG_LOG"),
        Optional.of("/run/s.sock"),
        Optional.of("meta"),
        List.of(
            new OciSeccomp.Rule(
                List.of("clone"),
                "SCMP_ACT_ERRNO",
                OptionalInt.of(38),
                List.of(
                    new OciSeccomp.Argument(
                        0, 0x7E02_0000L, Optional.of(-1L), "SCMP_CMP_MASKED_EQ")))));
  }

  private static <T> SortedMap<String, T> sorted(String key, T value) {
    return new TreeMap<>(Map.of(key, value));
  }
}
