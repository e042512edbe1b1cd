package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.oci.OciResources.BlockIo;
import dev.cdlc.compiler.oci.OciResources.Cpu;
import dev.cdlc.compiler.oci.OciResources.DeviceRule;
import dev.cdlc.compiler.oci.OciResources.HugepageLimit;
import dev.cdlc.compiler.oci.OciResources.Memory;
import dev.cdlc.compiler.oci.OciResources.Network;
import dev.cdlc.compiler.oci.OciResources.Pids;
import dev.cdlc.compiler.oci.OciResources.Priority;
import dev.cdlc.compiler.oci.OciResources.Rdma;
import dev.cdlc.compiler.oci.OciResources.ThrottleDevice;
import dev.cdlc.compiler.oci.OciResources.WeightDevice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** {@code linux.resources} as JSON. */
final class ResourcesJson {
  private ResourcesJson() {}

  static JsonNode resources(OciResources resources) {
    return new JsonObject()
        .map("unified", resources.unified(), StringNode::valueOf)
        .objects("devices", resources.devices(), ResourcesJson::deviceRule)
        .object("memory", resources.memory(), ResourcesJson::memory)
        .object("cpu", resources.cpu(), ResourcesJson::cpu)
        .object("pids", resources.pids(), ResourcesJson::pids)
        .object("blockIO", resources.blockIo(), ResourcesJson::blockIo)
        .objects("hugepageLimits", resources.hugepageLimits(), ResourcesJson::hugepages)
        .object("network", resources.network(), ResourcesJson::network)
        .map("rdma", resources.rdma(), ResourcesJson::rdma)
        .node();
  }

  private static JsonNode deviceRule(DeviceRule rule) {
    return new JsonObject()
        .put("allow", rule.allow())
        .text("type", rule.type())
        .number("major", rule.major())
        .number("minor", rule.minor())
        .text("access", rule.access())
        .node();
  }

  private static JsonNode memory(Memory memory) {
    return new JsonObject()
        .number("limit", memory.limit())
        .number("reservation", memory.reservation())
        .number("swap", memory.swap())
        .number("kernel", memory.kernel())
        .number("kernelTCP", memory.kernelTcp())
        .number("swappiness", memory.swappiness())
        .flag("disableOOMKiller", memory.disableOomKiller())
        .flag("useHierarchy", memory.useHierarchy())
        .flag("checkBeforeUpdate", memory.checkBeforeUpdate())
        .node();
  }

  private static JsonNode cpu(Cpu cpu) {
    return new JsonObject()
        .number("shares", cpu.shares())
        .number("quota", cpu.quota())
        .number("burst", cpu.burst())
        .number("period", cpu.period())
        .number("realtimeRuntime", cpu.realtimeRuntime())
        .number("realtimePeriod", cpu.realtimePeriod())
        .text("cpus", cpu.cpus())
        .text("mems", cpu.mems())
        .number("idle", cpu.idle())
        .node();
  }

  private static JsonNode pids(Pids pids) {
    return new JsonObject().put("limit", pids.limit()).node();
  }

  private static JsonNode blockIo(BlockIo io) {
    return new JsonObject()
        .number("weight", io.weight())
        .number("leafWeight", io.leafWeight())
        .objects("weightDevice", io.weightDevice(), ResourcesJson::weight)
        .objects("throttleReadBpsDevice", io.throttleReadBpsDevice(), ResourcesJson::throttle)
        .objects("throttleWriteBpsDevice", io.throttleWriteBpsDevice(), ResourcesJson::throttle)
        .objects("throttleReadIOPSDevice", io.throttleReadIopsDevice(), ResourcesJson::throttle)
        .objects("throttleWriteIOPSDevice", io.throttleWriteIopsDevice(), ResourcesJson::throttle)
        .node();
  }

  private static JsonNode weight(WeightDevice device) {
    return new JsonObject()
        .put("major", device.major())
        .put("minor", device.minor())
        .number("weight", device.weight())
        .number("leafWeight", device.leafWeight())
        .node();
  }

  private static JsonNode throttle(ThrottleDevice device) {
    return new JsonObject()
        .put("major", device.major())
        .put("minor", device.minor())
        .put("rate", device.rate())
        .node();
  }

  private static JsonNode hugepages(HugepageLimit hugepages) {
    return new JsonObject()
        .put("pageSize", hugepages.pageSize())
        .put("limit", hugepages.limit())
        .node();
  }

  private static JsonNode network(Network network) {
    return new JsonObject()
        .number("classID", network.classId())
        .objects("priorities", network.priorities(), ResourcesJson::priority)
        .node();
  }

  private static JsonNode priority(Priority priority) {
    return new JsonObject()
        .put("name", priority.name())
        .put("priority", priority.priority())
        .node();
  }

  private static JsonNode rdma(Rdma rdma) {
    return new JsonObject()
        .number("hcaHandles", rdma.hcaHandles())
        .number("hcaObjects", rdma.hcaObjects())
        .node();
  }
}
