package dev.cdlc.compiler.lower;

import static dev.cdlc.compiler.lower.Limit.file;

import dev.cdlc.compiler.oci.OciResources.BlockIo;
import dev.cdlc.compiler.oci.OciResources.ThrottleDevice;
import dev.cdlc.compiler.oci.OciResources.WeightDevice;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lowers {@code linux.resources.blockIO}. Weights are those of the BFQ scheduler, 1 to 1000; where
 * the kernel lacks it, they are those of {@code blkio.weight} or {@code io.weight}. See kernel
 * blkio-controller.rst, bfq-iosched.rst and cgroup-v2.rst.
 */
final class BlockIoLimits {
  private static final String POINTER = "/blockIO";

  private static final Throttle READ_BPS =
      new Throttle("throttleReadBpsDevice", "read_bps_device", "rbps");
  private static final Throttle WRITE_BPS =
      new Throttle("throttleWriteBpsDevice", "write_bps_device", "wbps");
  private static final Throttle READ_IOPS =
      new Throttle("throttleReadIOPSDevice", "read_iops_device", "riops");
  private static final Throttle WRITE_IOPS =
      new Throttle("throttleWriteIOPSDevice", "write_iops_device", "wiops");

  private BlockIoLimits() {}

  static List<Limit> of(BlockIo io) {
    List<Limit> limits = new ArrayList<>();
    io.weight().ifPresent(weight -> limits.add(weight("/weight", "", weight)));
    io.leafWeight().ifPresent(weight -> limits.add(leafWeight("/leafWeight", "", weight)));
    for (int i = 0; i < io.weightDevice().size(); i++) {
      limits.addAll(weights("/weightDevice/" + i, io.weightDevice().get(i)));
    }
    limits.addAll(READ_BPS.limits(io.throttleReadBpsDevice()));
    limits.addAll(WRITE_BPS.limits(io.throttleWriteBpsDevice()));
    limits.addAll(READ_IOPS.limits(io.throttleReadIopsDevice()));
    limits.addAll(WRITE_IOPS.limits(io.throttleWriteIopsDevice()));
    return limits;
  }

  private static List<Limit> weights(String pointer, WeightDevice device) {
    String number = device.major() + ":" + device.minor() + " ";
    List<Limit> limits = new ArrayList<>();
    device.weight().ifPresent(weight -> limits.add(weight(pointer + "/weight", number, weight)));
    device
        .leafWeight()
        .ifPresent(weight -> limits.add(leafWeight(pointer + "/leafWeight", number, weight)));
    return limits;
  }

  /**
   * @param device with a blank behind it, or nothing for all devices
   */
  private static Limit weight(String pointer, String device, int weight) {
    String suffix = device.isEmpty() ? "" : "_device";
    return Limit.in(
        POINTER + pointer,
        Controller.IO,
        either("blkio.bfq.weight" + suffix, "blkio.weight" + suffix, device, weight, weight),
        either("io.bfq.weight", "io.weight", device, weight, unifiedWeight(weight)));
  }

  /** Only the CFQ scheduler has had it, before Linux 5.0. */
  private static Limit leafWeight(String pointer, String device, int weight) {
    String suffix = device.isEmpty() ? "" : "_device";
    return Limit.everywhere(
        POINTER + pointer, Controller.IO, "blkio.leaf_weight" + suffix, device + weight);
  }

  private static CgroupFile either(
      String name, String other, String device, int weight, int otherWeight) {
    var otherwise = file(other, device + otherWeight);
    return new CgroupFile(name, device + weight, Optional.of(otherwise));
  }

  /** From 10 to 1000 evenly onto 1 to 10000; source: opencontainers/cgroups. */
  private static int unifiedWeight(int weight) {
    return 1 + (weight - 10) * 9999 / 990;
  }

  /**
   * What is limited of a device: bytes or operations a second, read or written.
   *
   * @param property in {@code blockIO}
   * @param v1File of cgroup v1
   * @param key in {@code io.max} of cgroup v2
   */
  private record Throttle(String property, String v1File, String key) {
    private List<Limit> limits(List<ThrottleDevice> devices) {
      return IntStream.range(0, devices.size())
          .mapToObj(i -> limit("/" + property + "/" + i, devices.get(i)))
          .toList();
    }

    private Limit limit(String pointer, ThrottleDevice device) {
      String number = device.major() + ":" + device.minor() + " ";
      return Limit.in(
          POINTER + pointer,
          Controller.IO,
          file("blkio.throttle." + v1File, number + device.rate()),
          file("io.max", number + key + "=" + device.rate()));
    }
  }
}
