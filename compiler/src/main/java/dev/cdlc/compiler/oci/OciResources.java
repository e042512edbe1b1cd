package dev.cdlc.compiler.oci;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code linux.resources} of a config.json, by the specification's names and in its order. */
public record OciResources(
    SortedMap<String, String> unified,
    List<DeviceRule> devices,
    Optional<Pids> pids,
    Optional<BlockIo> blockIo,
    Optional<Cpu> cpu,
    List<HugepageLimit> hugepageLimits,
    Optional<Memory> memory,
    Optional<Network> network,
    SortedMap<String, Rdma> rdma) {
  public OciResources {
    unified = OciConfig.sorted(unified);
    devices = List.copyOf(devices);
    hugepageLimits = List.copyOf(hugepageLimits);
    rdma = OciConfig.sorted(rdma);
  }

  static final OciResources NONE =
      new OciResources(
          new TreeMap<>(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          new TreeMap<>());

  /** The same with other limits of these. */
  public OciResources with(Optional<Cpu> otherCpu, Optional<Memory> otherMemory) {
    return new OciResources(
        unified, devices, pids, blockIo, otherCpu, hugepageLimits, otherMemory, network, rdma);
  }

  /** One of {@code devices}: {@code type} is a, b or c; no number stands for all. */
  public record DeviceRule(
      boolean allow,
      Optional<String> type,
      Optional<Long> major,
      Optional<Long> minor,
      Optional<String> access) {}

  /** {@code pids}: tasks, or -1 for no limit. */
  public record Pids(long limit) {}

  /** {@code blockIO}: weights from 10 to 1000. */
  public record BlockIo(
      OptionalInt weight,
      OptionalInt leafWeight,
      List<WeightDevice> weightDevice,
      List<ThrottleDevice> throttleReadBpsDevice,
      List<ThrottleDevice> throttleWriteBpsDevice,
      List<ThrottleDevice> throttleReadIopsDevice,
      List<ThrottleDevice> throttleWriteIopsDevice) {
    public BlockIo {
      weightDevice = List.copyOf(weightDevice);
      throttleReadBpsDevice = List.copyOf(throttleReadBpsDevice);
      throttleWriteBpsDevice = List.copyOf(throttleWriteBpsDevice);
      throttleReadIopsDevice = List.copyOf(throttleReadIopsDevice);
      throttleWriteIopsDevice = List.copyOf(throttleWriteIopsDevice);
    }
  }

  /** The weights of one block device. */
  public record WeightDevice(long major, long minor, OptionalInt weight, OptionalInt leafWeight) {}

  /** A rate of one block device: bytes, or operations, a second. */
  public record ThrottleDevice(long major, long minor, long rate) {}

  /**
   * {@code cpu}: {@code quota} and {@code burst} µs per {@code period} µs; a quota of -1 is no
   * limit. {@code cpus} and {@code mems} are lists as in {@code 0-3,7}.
   */
  public record Cpu(
      Optional<Long> shares,
      Optional<Long> quota,
      Optional<Long> burst,
      Optional<Long> period,
      Optional<Long> realtimeRuntime,
      Optional<Long> realtimePeriod,
      Optional<String> cpus,
      Optional<String> mems,
      OptionalInt idle) {
    /** The same with another bandwidth. */
    public Cpu with(Optional<Long> otherQuota, Optional<Long> otherPeriod) {
      return new Cpu(
          shares,
          otherQuota,
          burst,
          otherPeriod,
          realtimeRuntime,
          realtimePeriod,
          cpus,
          mems,
          idle);
    }
  }

  /** One of {@code hugepageLimits}: {@code pageSize} as in {@code 2MB}, the limit in bytes. */
  public record HugepageLimit(String pageSize, long limit) {}

  /** {@code memory}: bytes, or -1 for no limit; {@code swap} is memory and swap together. */
  public record Memory(
      Optional<Long> limit,
      Optional<Long> reservation,
      Optional<Long> swap,
      Optional<Long> kernel,
      Optional<Long> kernelTcp,
      Optional<Long> swappiness,
      Optional<Boolean> disableOomKiller,
      Optional<Boolean> useHierarchy,
      Optional<Boolean> checkBeforeUpdate) {
    /** The same with another limit. */
    public Memory with(Optional<Long> otherLimit) {
      return new Memory(
          otherLimit,
          reservation,
          swap,
          kernel,
          kernelTcp,
          swappiness,
          disableOomKiller,
          useHierarchy,
          checkBeforeUpdate);
    }
  }

  /** {@code network}: what the v1 controllers net_cls and net_prio take. */
  public record Network(Optional<Long> classId, List<Priority> priorities) {
    public Network {
      priorities = List.copyOf(priorities);
    }
  }

  /** The priority of what leaves through one network interface. */
  public record Priority(String name, long priority) {}

  /** What one RDMA device may give: {@code hcaHandles}, {@code hcaObjects}. */
  public record Rdma(Optional<Long> hcaHandles, Optional<Long> hcaObjects) {}
}
