package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/**
 * How much of the machine a container may use.
 *
 * @param cgroup the path of its cgroup
 * @param cgroupFiles one for each file
 * @param devices one for each path
 * @param deviceRules the later one holds where two are for a device
 */
public record Resources(
    Optional<Located<String>> cgroup,
    Optional<Cpu> cpu,
    Optional<Memory> memory,
    Optional<Located<PidsLimit>> pids,
    Optional<BlockIo> io,
    List<Located<HugePages>> hugepages,
    Network network,
    List<Located<Rdma>> rdma,
    List<Located<CgroupFile>> cgroupFiles,
    Optional<Located<Rdt>> rdt,
    List<Located<Device>> devices,
    List<Located<DeviceRule>> deviceRules) {
  public Resources {
    hugepages = List.copyOf(hugepages);
    rdma = List.copyOf(rdma);
    cgroupFiles = List.copyOf(cgroupFiles);
    devices = List.copyOf(devices);
    deviceRules = List.copyOf(deviceRules);
  }
}
