package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Propagation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A config.json of the OCI runtime-spec 1.3: every property of a Linux container, by the
 * specification's names and in its order. A list or map that config.json would leave out is empty.
 * Where the specification has an unsigned number of 64 bits, so has a {@code long} here: its bits.
 */
public record OciConfig(
    String ociVersion,
    Root root,
    List<Mount> mounts,
    Process process,
    Optional<String> hostname,
    Optional<String> domainname,
    Hooks hooks,
    SortedMap<String, String> annotations,
    Linux linux) {
  public OciConfig {
    mounts = List.copyOf(mounts);
    annotations = sorted(annotations);
  }

  /** The same with another process. */
  public OciConfig with(Process other) {
    return new OciConfig(
        ociVersion, root, mounts, other, hostname, domainname, hooks, annotations, linux);
  }

  static <T> SortedMap<String, T> sorted(SortedMap<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** {@code root}: {@code path} is absolute or relative to the bundle. */
  public record Root(String path, boolean readonly) {}

  /** One of {@code mounts}; with id mappings it is an idmapped mount. */
  public record Mount(
      String destination,
      String type,
      String source,
      List<String> options,
      List<IdMapping> uidMappings,
      List<IdMapping> gidMappings) {
    public Mount {
      options = List.copyOf(options);
      uidMappings = List.copyOf(uidMappings);
      gidMappings = List.copyOf(gidMappings);
    }

    /** A mount that maps no ids. */
    public Mount(String destination, String type, String source, List<String> options) {
      this(destination, type, source, options, List.of(), List.of());
    }
  }

  /** {@code size} ids from {@code containerId} on are those from {@code hostId} on. */
  public record IdMapping(long containerId, long hostId, long size) {
    static IdMapping of(IdRange range) {
      return new IdMapping(range.from(), range.to(), range.count());
    }
  }

  /** {@code process}; without {@code args} the config can be kept but not started. */
  @SuppressWarnings("JavaLangClash") // the specification's name
  public record Process(
      Terminal terminal,
      String cwd,
      List<String> env,
      List<String> args,
      List<Rlimit> rlimits,
      Optional<String> apparmorProfile,
      Capabilities capabilities,
      boolean noNewPrivileges,
      OptionalInt oomScoreAdj,
      Optional<Scheduler> scheduler,
      Optional<String> selinuxLabel,
      Optional<IoPriority> ioPriority,
      Optional<CpuAffinity> execCpuAffinity,
      User user) {
    public Process {
      env = List.copyOf(env);
      args = List.copyOf(args);
      rlimits = List.copyOf(rlimits);
    }

    /** The same with another environment. */
    public Process withEnv(List<String> other) {
      return new Process(
          terminal,
          cwd,
          other,
          args,
          rlimits,
          apparmorProfile,
          capabilities,
          noNewPrivileges,
          oomScoreAdj,
          scheduler,
          selinuxLabel,
          ioPriority,
          execCpuAffinity,
          user);
    }
  }

  /** {@code process.terminal} and {@code process.consoleSize}, in characters. */
  public record Terminal(boolean wanted, Optional<ConsoleSize> size) {
    static final Terminal NONE = new Terminal(false, Optional.empty());
  }

  /** {@code process.consoleSize}, in characters. */
  public record ConsoleSize(long height, long width) {}

  /** One of {@code process.rlimits}: {@code type} as in {@code RLIMIT_NOFILE}; unsigned numbers. */
  public record Rlimit(String type, long soft, long hard) {}

  /** {@code process.capabilities}: the five sets of capabilities(7). */
  public record Capabilities(
      List<Capability> effective,
      List<Capability> bounding,
      List<Capability> inheritable,
      List<Capability> permitted,
      List<Capability> ambient) {
    public Capabilities {
      effective = List.copyOf(effective);
      bounding = List.copyOf(bounding);
      inheritable = List.copyOf(inheritable);
      permitted = List.copyOf(permitted);
      ambient = List.copyOf(ambient);
    }
  }

  /**
   * {@code process.scheduler}: {@code policy} as in {@code SCHED_FIFO}, {@code flags} as in {@code
   * SCHED_FLAG_RESET_ON_FORK}; the times of {@code SCHED_DEADLINE} in nanoseconds.
   */
  public record Scheduler(
      String policy,
      OptionalInt nice,
      OptionalInt priority,
      List<String> flags,
      Optional<Long> runtime,
      Optional<Long> deadline,
      Optional<Long> period) {
    public Scheduler {
      flags = List.copyOf(flags);
    }
  }

  /** {@code process.ioPriority}: {@code type} as in {@code IOPRIO_CLASS_BE}, its {@code class}. */
  public record IoPriority(String type, OptionalInt priority) {}

  /** {@code process.execCPUAffinity}: lists of CPUs as in {@code 0-3,7}. */
  public record CpuAffinity(Optional<String> initial, Optional<String> finalSet) {}

  /** {@code process.user}; ids are those inside the container's user namespace. */
  public record User(long uid, long gid, OptionalInt umask, List<Long> additionalGids) {
    public User {
      additionalGids = List.copyOf(additionalGids);
    }
  }

  /** {@code hooks}, each kind in the order of running. */
  public record Hooks(
      List<Hook> prestart,
      List<Hook> createRuntime,
      List<Hook> createContainer,
      List<Hook> startContainer,
      List<Hook> poststart,
      List<Hook> poststop) {
    static final Hooks NONE =
        new Hooks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Hooks {
      prestart = List.copyOf(prestart);
      createRuntime = List.copyOf(createRuntime);
      createContainer = List.copyOf(createContainer);
      startContainer = List.copyOf(startContainer);
      poststart = List.copyOf(poststart);
      poststop = List.copyOf(poststop);
    }
  }

  /** One hook; {@code args} with {@code argv[0]}, {@code timeout} in seconds. */
  public record Hook(String path, List<String> args, List<String> env, OptionalInt timeout) {
    public Hook {
      args = List.copyOf(args);
      env = List.copyOf(env);
    }
  }

  /** {@code linux}. */
  public record Linux(
      List<Namespace> namespaces,
      List<IdMapping> uidMappings,
      List<IdMapping> gidMappings,
      TimeOffsets timeOffsets,
      List<Device> devices,
      SortedMap<String, NetDevice> netDevices,
      Optional<String> cgroupsPath,
      Optional<OciResources> resources,
      Optional<IntelRdt> intelRdt,
      Optional<MemoryPolicy> memoryPolicy,
      SortedMap<String, String> sysctl,
      Propagation rootfsPropagation,
      Optional<OciSeccomp> seccomp,
      List<String> maskedPaths,
      List<String> readonlyPaths,
      Optional<String> mountLabel,
      Optional<Personality> personality) {
    public Linux {
      namespaces = List.copyOf(namespaces);
      uidMappings = List.copyOf(uidMappings);
      gidMappings = List.copyOf(gidMappings);
      devices = List.copyOf(devices);
      netDevices = sorted(netDevices);
      sysctl = sorted(sysctl);
      maskedPaths = List.copyOf(maskedPaths);
      readonlyPaths = List.copyOf(readonlyPaths);
    }

    /** Whether the container gets a namespace of that kind, be it fresh or joined. */
    public boolean has(NamespaceType type) {
      return namespaces.stream().anyMatch(namespace -> namespace.type() == type);
    }

    /** Whether the container gets a fresh namespace of that kind. */
    public boolean makes(NamespaceType type) {
      return namespaces.stream()
          .anyMatch(namespace -> namespace.type() == type && namespace.path().isEmpty());
    }

    /**
     * Whether the container's user namespace owns its namespace of that kind, as what the kernel
     * mounts for such a one needs. Where both are joined, they are taken to belong together.
     */
    public boolean governs(NamespaceType type) {
      return makes(type) || (has(type) && !makes(NamespaceType.USER));
    }
  }

  /** One of {@code linux.namespaces}: a fresh one of its kind, or the one that a path leads to. */
  public record Namespace(NamespaceType type, Optional<String> path) {
    /** A fresh one. */
    public Namespace(NamespaceType type) {
      this(type, Optional.empty());
    }
  }

  /** {@code linux.timeOffsets}. */
  public record TimeOffsets(Optional<TimeOffset> monotonic, Optional<TimeOffset> boottime) {}

  /** How far a clock is set ahead. */
  public record TimeOffset(long secs, long nanosecs) {}

  /** One of {@code linux.devices}: {@code type} is c, b, u or p. */
  public record Device(
      String type,
      String path,
      Optional<Long> major,
      Optional<Long> minor,
      OptionalInt fileMode,
      Optional<Long> uid,
      Optional<Long> gid) {}

  /** One of {@code linux.netDevices}: the name that a device of the host has in the container. */
  public record NetDevice(Optional<String> name) {}

  /** {@code linux.intelRdt}. */
  public record IntelRdt(
      Optional<String> closId,
      List<String> schemata,
      Optional<String> l3CacheSchema,
      Optional<String> memBwSchema,
      boolean enableMonitoring) {
    public IntelRdt {
      schemata = List.copyOf(schemata);
    }
  }

  /** {@code linux.memoryPolicy}: {@code mode} as in {@code MPOL_BIND}. */
  public record MemoryPolicy(String mode, Optional<String> nodes, List<String> flags) {
    public MemoryPolicy {
      flags = List.copyOf(flags);
    }
  }

  /** {@code linux.personality}: {@code LINUX} or {@code LINUX32}. */
  public record Personality(String domain, List<String> flags) {
    public Personality {
      flags = List.copyOf(flags);
    }
  }
}
