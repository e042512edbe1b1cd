package dev.cdlc.importer.compose;

import dev.cdlc.importer.engine.AroundPart;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.engine.MountPart;
import dev.cdlc.importer.engine.NamespacePart;
import dev.cdlc.importer.engine.NetworkPart;
import dev.cdlc.importer.engine.PrivilegePart;
import dev.cdlc.importer.engine.ProcessPart;
import dev.cdlc.importer.engine.ResourcePart;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of a service, by the Compose specification, services.md and deploy.md. */
final class ServiceKeys {
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

  private static final Map<String, ServiceKey> ALL = byName();

  private ServiceKeys() {}

  static Optional<ServiceKey> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static Collection<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static Map<String, ServiceKey> byName() {
    var all = new TreeMap<String, ServiceKey>();
    Stream.of(process(), mounts(), isolation(), privileges(), resources(), around(), leftOut())
        .flatMap(List::stream)
        .forEach(key -> all.put(key.name(), key));
    return all;
  }

  private static List<ServiceKey> process() {
    return List.of(
        ServiceKey.shaped("image", ServiceReader::image),
        ServiceKey.shaped("command", ServiceReader::command),
        ServiceKey.shaped("entrypoint", ServiceReader::entrypoint),
        ServiceKey.shaped("environment", ServiceReader::environment),
        ServiceKey.shaped("env_file", ServiceReader::environmentFiles),
        ServiceKey.shaped("healthcheck", ServiceReader::healthcheck),
        ServiceKey.shaped("ulimits", ServiceReader::limits),
        ServiceKey.granted("stdin_open"),
        ServiceKey.on("tty", PROCESS, ProcessPart::terminal),
        ServiceKey.on("init", PROCESS, ProcessPart::init),
        ServiceKey.text("user", PROCESS, ProcessPart::user),
        ServiceKey.texts("group_add", PROCESS, ProcessPart::group),
        ServiceKey.text("working_dir", PROCESS, ProcessPart::folder),
        ServiceKey.text("oom_score_adj", PROCESS, ProcessPart::oomScore),
        ServiceKey.text("stop_signal", PROCESS, ProcessPart::stopSignal),
        ServiceKey.text("stop_grace_period", PROCESS, ProcessPart::stopTimeout));
  }

  private static List<ServiceKey> mounts() {
    return List.of(
        ServiceKey.on("read_only", MOUNTS, (mounts, _) -> mounts.rootReadOnly()),
        ServiceKey.shaped("volumes", ServiceReader::volumes),
        ServiceKey.texts("tmpfs", MOUNTS, MountPart::tmpfs),
        ServiceKey.text("shm_size", MOUNTS, MountPart::sharedMemory),
        ServiceKey.shaped("devices", ServiceReader::devices),
        ServiceKey.texts("device_cgroup_rules", MOUNTS, MountPart::deviceRule),
        ServiceKey.shaped("secrets", ServiceReader::secrets),
        ServiceKey.shaped("configs", ServiceReader::configs));
  }

  private static List<ServiceKey> isolation() {
    return List.of(
        ServiceKey.text("hostname", NETWORK, NetworkPart::hostname),
        ServiceKey.text("domainname", NETWORK, NetworkPart::domainname),
        ServiceKey.text("network_mode", NETWORK, NetworkPart::mode),
        ServiceKey.shaped("networks", ServiceReader::networks),
        ServiceKey.shaped("ports", ServiceReader::ports),
        ServiceKey.text("pid", SPACES, (spaces, mode, span) -> spaces.mode("pid", mode, span)),
        ServiceKey.text("ipc", SPACES, (spaces, mode, span) -> spaces.mode("ipc", mode, span)),
        ServiceKey.text("uts", SPACES, (spaces, mode, span) -> spaces.mode("uts", mode, span)),
        ServiceKey.text(
            "cgroup", SPACES, (spaces, mode, span) -> spaces.mode("cgroup", mode, span)),
        ServiceKey.text("userns_mode", SPACES, NamespacePart::users),
        ServiceKey.shaped("sysctls", ServiceReader::sysctls));
  }

  private static List<ServiceKey> privileges() {
    return List.of(
        ServiceKey.texts("cap_add", PRIVILEGES, PrivilegePart::add),
        ServiceKey.texts("cap_drop", PRIVILEGES, PrivilegePart::drop),
        ServiceKey.texts("security_opt", PRIVILEGES, PrivilegePart::option),
        ServiceKey.on("privileged", PRIVILEGES, PrivilegePart::privileged));
  }

  private static List<ServiceKey> resources() {
    return List.of(
        ServiceKey.text("cpus", RESOURCES, ResourcePart::cpus),
        ServiceKey.text("cpu_quota", RESOURCES, ResourcePart::cpuQuota),
        ServiceKey.text("cpu_period", RESOURCES, ResourcePart::cpuPeriod),
        ServiceKey.text("cpu_shares", RESOURCES, ResourcePart::cpuShares),
        ServiceKey.text("cpuset", RESOURCES, ResourcePart::cpuSet),
        ServiceKey.text("cpu_rt_runtime", RESOURCES, ResourcePart::realtimeRuntime),
        ServiceKey.text("cpu_rt_period", RESOURCES, ResourcePart::realtimePeriod),
        ServiceKey.text("mem_limit", RESOURCES, ResourcePart::memory),
        ServiceKey.text("memswap_limit", RESOURCES, ResourcePart::memoryAndSwap),
        ServiceKey.text("mem_reservation", RESOURCES, ResourcePart::reservation),
        ServiceKey.text("mem_swappiness", RESOURCES, ResourcePart::swappiness),
        ServiceKey.on("oom_kill_disable", RESOURCES, ResourcePart::oomKillDisable),
        ServiceKey.text("pids_limit", RESOURCES, ResourcePart::pids),
        ServiceKey.shaped("blkio_config", ServiceReader::blockIo),
        ServiceKey.shaped("deploy", ServiceReader::deploy));
  }

  private static List<ServiceKey> around() {
    return List.of(
        ServiceKey.text("restart", AROUND, AroundPart::restart),
        ServiceKey.shaped("labels", ServiceReader::labels),
        ServiceKey.shaped("annotations", ServiceReader::labels),
        ServiceKey.shaped("depends_on", ServiceReader::dependsOn));
  }

  private static List<ServiceKey> leftOut() {
    return Stream.of(
            leftOut("cdlc builds and fetches no images", "build", "pull_policy", "platform"),
            leftOut("a container is called by its service", "container_name"),
            leftOut("cdlc leaves /etc/hosts and /etc/resolv.conf as the root has them", "dns"),
            leftOut("cdlc leaves /etc/resolv.conf as the root has it", "dns_opt", "dns_search"),
            leftOut("cdlc leaves /etc/hosts as the root has it", "extra_hosts", "links"),
            leftOut("cdlc leaves /etc/hosts as the root has it", "external_links"),
            leftOut("it documents ports, and opens none; `publish` does", "expose"),
            leftOut("what a container writes goes where the output of `cdlc run` goes", "logging"),
            leftOut("what a container writes goes where the output of `cdlc run` goes", "attach"),
            leftOut("cdlc gives addresses itself", "mac_address"),
            leftOut(
                "every container of a file is there; take out those that are not wanted",
                "profiles"),
            leftOut("a container stands once; write it as often as it is wanted", "scale"),
            leftOut("`cgroup` names the whole path of the container's cgroup", "cgroup_parent"),
            leftOut("`annotation` names them one by one", "label_file"),
            leftOut("`bind` the same folders in both containers", "volumes_from"),
            leftOut("name its devices: device /dev/nvidia0", "gpus"),
            leftOut("`hook` runs a program at such a time", "post_start", "pre_stop"),
            leftOut("this is about the engine, and cdlc has none", "runtime", "storage_opt"),
            leftOut("this is about the engine, and cdlc has none", "use_api_socket", "provider"),
            leftOut("this is about the engine, and cdlc has none", "models", "develop"),
            leftOut("this is for Windows alone", "isolation", "cpu_count", "cpu_percent"),
            leftOut("this is for Windows alone", "credential_spec"))
        .flatMap(keys -> keys)
        .toList();
  }

  private static Stream<ServiceKey> leftOut(String why, String... names) {
    return Stream.of(names).map(name -> ServiceKey.leftOut(name, why));
  }
}
