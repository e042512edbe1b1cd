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

/** Reads {@code linux.resources}. */
final class ReadResources {
  private ReadResources() {}

  static OciResources resources(JsonFields resources) {
    return new OciResources(
        resources.map("unified", JsonNode::asString),
        resources.objects("devices", ReadResources::deviceRule),
        resources.object("pids").flatMap(pids -> pids.number("limit")).map(Pids::new),
        resources.object("blockIO").map(ReadResources::blockIo),
        resources.object("cpu").map(ReadResources::cpu),
        resources.objects("hugepageLimits", ReadResources::hugepages),
        resources.object("memory").map(ReadResources::memory),
        resources.object("network").map(ReadResources::network),
        resources.map("rdma", node -> rdma(new JsonFields(node))));
  }

  private static DeviceRule deviceRule(JsonFields rule) {
    return new DeviceRule(
        rule.isSet("allow"),
        rule.text("type"),
        rule.number("major"),
        rule.number("minor"),
        rule.text("access"));
  }

  private static Memory memory(JsonFields memory) {
    return new Memory(
        memory.number("limit"),
        memory.number("reservation"),
        memory.number("swap"),
        memory.number("kernel"),
        memory.number("kernelTCP"),
        memory.number("swappiness"),
        memory.flag("disableOOMKiller"),
        memory.flag("useHierarchy"),
        memory.flag("checkBeforeUpdate"));
  }

  private static Cpu cpu(JsonFields cpu) {
    return new Cpu(
        cpu.number("shares"),
        cpu.number("quota"),
        cpu.number("burst"),
        cpu.number("period"),
        cpu.number("realtimeRuntime"),
        cpu.number("realtimePeriod"),
        cpu.text("cpus"),
        cpu.text("mems"),
        cpu.small("idle"));
  }

  private static BlockIo blockIo(JsonFields io) {
    return new BlockIo(
        io.small("weight"),
        io.small("leafWeight"),
        io.objects("weightDevice", ReadResources::weight),
        io.objects("throttleReadBpsDevice", ReadResources::throttle),
        io.objects("throttleWriteBpsDevice", ReadResources::throttle),
        io.objects("throttleReadIOPSDevice", ReadResources::throttle),
        io.objects("throttleWriteIOPSDevice", ReadResources::throttle));
  }

  private static WeightDevice weight(JsonFields device) {
    return new WeightDevice(
        device.number("major", 0),
        device.number("minor", 0),
        device.small("weight"),
        device.small("leafWeight"));
  }

  private static ThrottleDevice throttle(JsonFields device) {
    return new ThrottleDevice(
        device.number("major", 0), device.number("minor", 0), device.number("rate", 0));
  }

  private static HugepageLimit hugepages(JsonFields hugepages) {
    return new HugepageLimit(hugepages.text("pageSize", ""), hugepages.number("limit", 0));
  }

  private static Network network(JsonFields network) {
    return new Network(
        network.number("classID"), network.objects("priorities", ReadResources::priority));
  }

  private static Priority priority(JsonFields priority) {
    return new Priority(priority.text("name", ""), priority.number("priority", 0));
  }

  private static Rdma rdma(JsonFields rdma) {
    return new Rdma(rdma.number("hcaHandles"), rdma.number("hcaObjects"));
  }
}
