package dev.cdlc.importer.docker;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.AroundPart;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.engine.MountPart;
import dev.cdlc.importer.engine.NamespacePart;
import dev.cdlc.importer.engine.NetworkPart;
import dev.cdlc.importer.engine.PrivilegePart;
import dev.cdlc.importer.engine.ProcessPart;
import dev.cdlc.importer.engine.ResourcePart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The flags of `docker run` and `podman run` that say something of the container. */
final class Flags {
  private static final Map<Character, String> SHORT =
      Map.ofEntries(
          Map.entry('a', "attach"),
          Map.entry('c', "cpu-shares"),
          Map.entry('d', "detach"),
          Map.entry('e', "env"),
          Map.entry('h', "hostname"),
          Map.entry('i', "interactive"),
          Map.entry('l', "label"),
          Map.entry('m', "memory"),
          Map.entry('p', "publish"),
          Map.entry('P', "publish-all"),
          Map.entry('q', "quiet"),
          Map.entry('t', "tty"),
          Map.entry('u', "user"),
          Map.entry('v', "volume"),
          Map.entry('w', "workdir"));

  private static final Function<EngineContainer, ProcessPart> PROCESS = EngineContainer::process;
  private static final Function<EngineContainer, MountPart> MOUNTS = EngineContainer::mounts;
  private static final Function<EngineContainer, NetworkPart> NETWORK = EngineContainer::network;
  private static final Function<EngineContainer, NamespacePart> SPACES =
      EngineContainer::namespaces;
  private static final Function<EngineContainer, PrivilegePart> PRIVILEGES =
      EngineContainer::privileges;
  private static final Function<EngineContainer, ResourcePart> RESOURCES =
      EngineContainer::resources;
  private static final Function<EngineContainer, AroundPart> AROUND = EngineContainer::around;

  private static final Map<String, Flag> ALL = new HashMap<>();

  static {
    List.of(process(), mounts(), isolation(), privileges(), resources(), around())
        .forEach(flags -> flags.forEach(flag -> ALL.put(flag.name(), flag)));
    OtherFlags.all().forEach(flag -> ALL.put(flag.name(), flag));
    OtherFlags.aliases().forEach((alias, name) -> ALL.put(alias, ALL.get(name)));
  }

  private Flags() {}

  static Optional<Flag> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Optional<Flag> named(char letter) {
    return Optional.ofNullable(SHORT.get(letter)).flatMap(Flags::named);
  }

  static Collection<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static List<Flag> process() {
    return List.of(
        Flag.granted("interactive"),
        Flag.granted("rm"),
        Flag.on("tty", PROCESS, ProcessPart::terminal),
        Flag.on("init", PROCESS, ProcessPart::init),
        Flag.value("env", PROCESS, Flags::variable),
        Flag.value("env-file", PROCESS, ProcessPart::variablesFrom),
        Flag.value("user", PROCESS, ProcessPart::user),
        Flag.value("group-add", PROCESS, ProcessPart::group),
        Flag.value("umask", PROCESS, ProcessPart::umask),
        Flag.value("workdir", PROCESS, ProcessPart::folder),
        Flag.value("entrypoint", PROCESS, Flags::entrypoint),
        Flag.value("ulimit", PROCESS, ProcessPart::limit),
        Flag.value("oom-score-adj", PROCESS, ProcessPart::oomScore),
        Flag.value("personality", PROCESS, ProcessPart::personality),
        Flag.value("stop-signal", PROCESS, ProcessPart::stopSignal),
        Flag.value("stop-timeout", PROCESS, ProcessPart::stopTimeoutSeconds),
        Flag.value("health-cmd", PROCESS, ProcessPart::healthScript),
        Flag.value("health-interval", PROCESS, ProcessPart::healthInterval),
        Flag.value("health-timeout", PROCESS, ProcessPart::healthTimeout),
        Flag.value("health-retries", PROCESS, ProcessPart::healthRetries));
  }

  private static List<Flag> mounts() {
    return List.of(
        Flag.on("read-only", MOUNTS, (mounts, _) -> mounts.rootReadOnly()),
        Flag.value("volume", MOUNTS, MountPart::volume),
        Flag.value("mount", MOUNTS, MountPart::mount),
        Flag.value("tmpfs", MOUNTS, MountPart::tmpfs),
        Flag.value("shm-size", MOUNTS, MountPart::sharedMemory),
        Flag.value("device", MOUNTS, MountPart::device),
        Flag.value("device-cgroup-rule", MOUNTS, MountPart::deviceRule));
  }

  private static List<Flag> isolation() {
    return List.of(
        Flag.value("hostname", NETWORK, NetworkPart::hostname),
        Flag.value("domainname", NETWORK, NetworkPart::domainname),
        Flag.value("network", NETWORK, NetworkPart::mode),
        Flag.value("publish", NETWORK, NetworkPart::port),
        Flag.value("pid", SPACES, (spaces, mode, span) -> spaces.mode("pid", mode, span)),
        Flag.value("ipc", SPACES, (spaces, mode, span) -> spaces.mode("ipc", mode, span)),
        Flag.value("uts", SPACES, (spaces, mode, span) -> spaces.mode("uts", mode, span)),
        Flag.value("cgroupns", SPACES, (spaces, mode, span) -> spaces.mode("cgroup", mode, span)),
        Flag.value("userns", SPACES, NamespacePart::users),
        Flag.value("uidmap", SPACES, (spaces, map, span) -> spaces.map("uid-map", map, span)),
        Flag.value("gidmap", SPACES, (spaces, map, span) -> spaces.map("gid-map", map, span)),
        Flag.value("sysctl", SPACES, NamespacePart::sysctl));
  }

  private static List<Flag> privileges() {
    return List.of(
        Flag.value("cap-add", PRIVILEGES, PrivilegePart::add),
        Flag.value("cap-drop", PRIVILEGES, PrivilegePart::drop),
        Flag.value("security-opt", PRIVILEGES, PrivilegePart::option),
        Flag.on("privileged", PRIVILEGES, PrivilegePart::privileged));
  }

  private static List<Flag> resources() {
    return List.of(
        Flag.value("cpus", RESOURCES, ResourcePart::cpus),
        Flag.value("cpu-quota", RESOURCES, ResourcePart::cpuQuota),
        Flag.value("cpu-period", RESOURCES, ResourcePart::cpuPeriod),
        Flag.value("cpu-shares", RESOURCES, ResourcePart::cpuShares),
        Flag.value("cpuset-cpus", RESOURCES, ResourcePart::cpuSet),
        Flag.value("cpuset-mems", RESOURCES, ResourcePart::memoryNodes),
        Flag.value("cpu-rt-runtime", RESOURCES, ResourcePart::realtimeRuntime),
        Flag.value("cpu-rt-period", RESOURCES, ResourcePart::realtimePeriod),
        Flag.value("memory", RESOURCES, ResourcePart::memory),
        Flag.value("memory-swap", RESOURCES, ResourcePart::memoryAndSwap),
        Flag.value("memory-reservation", RESOURCES, ResourcePart::reservation),
        Flag.value("memory-swappiness", RESOURCES, ResourcePart::swappiness),
        Flag.value("kernel-memory", RESOURCES, ResourcePart::kernelMemory),
        Flag.on("oom-kill-disable", RESOURCES, ResourcePart::oomKillDisable),
        Flag.value("pids-limit", RESOURCES, ResourcePart::pids),
        Flag.value("blkio-weight", RESOURCES, ResourcePart::ioWeight),
        Flag.value("cgroup-conf", RESOURCES, ResourcePart::cgroupFile));
  }

  private static List<Flag> around() {
    return List.of(
        Flag.value("label", AROUND, AroundPart::label),
        Flag.value("annotation", AROUND, AroundPart::label),
        Flag.value("restart", AROUND, AroundPart::restart));
  }

  /** {@code NAME=VALUE}, or a name whose value is the caller's. */
  private static void variable(ProcessPart process, Text variable, Span span) {
    Text.Cut cut = variable.cut('=');
    String name = cut.before().shown();
    cut.behind()
        .ifPresentOrElse(
            value -> process.variable(name, value, span), () -> process.passed(name, span));
  }

  /** A program; an empty one is none. */
  private static void entrypoint(ProcessPart process, Text entrypoint, Span span) {
    List<Text> words = new ArrayList<>();
    if (!entrypoint.isEmpty()) {
      words.add(entrypoint);
    }
    process.entrypoint(words, span);
  }
}
