package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.oci.OciConfig.Device;
import dev.cdlc.compiler.oci.OciConfig.IntelRdt;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.compiler.oci.OciConfig.MemoryPolicy;
import dev.cdlc.compiler.oci.OciConfig.Namespace;
import dev.cdlc.compiler.oci.OciConfig.NetDevice;
import dev.cdlc.compiler.oci.OciConfig.Personality;
import dev.cdlc.compiler.oci.OciConfig.TimeOffset;
import dev.cdlc.compiler.oci.OciConfig.TimeOffsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** {@code linux} as JSON. */
final class LinuxJson {
  private LinuxJson() {}

  static JsonNode linux(Linux linux) {
    return new JsonObject()
        .put("namespaces", JsonObject.array(linux.namespaces(), LinuxJson::namespace))
        .objects("uidMappings", linux.uidMappings(), ConfigJson::mapping)
        .objects("gidMappings", linux.gidMappings(), ConfigJson::mapping)
        .object("timeOffsets", offsets(linux.timeOffsets()), offsets -> offsets)
        .objects("devices", linux.devices(), LinuxJson::device)
        .map("netDevices", linux.netDevices(), LinuxJson::netDevice)
        .text("cgroupsPath", linux.cgroupsPath())
        .object("resources", linux.resources(), ResourcesJson::resources)
        .object("intelRdt", linux.intelRdt(), LinuxJson::intelRdt)
        .object("memoryPolicy", linux.memoryPolicy(), LinuxJson::memoryPolicy)
        .map("sysctl", linux.sysctl(), StringNode::valueOf)
        .put("rootfsPropagation", JsonObject.word(linux.rootfsPropagation()))
        .object("seccomp", linux.seccomp(), SeccompJson::seccomp)
        .put("maskedPaths", JsonObject.strings(linux.maskedPaths()))
        .put("readonlyPaths", JsonObject.strings(linux.readonlyPaths()))
        .text("mountLabel", linux.mountLabel())
        .object("personality", linux.personality(), LinuxJson::personality)
        .node();
  }

  private static JsonNode namespace(Namespace namespace) {
    return new JsonObject()
        .put("type", JsonObject.word(namespace.type()))
        .text("path", namespace.path())
        .node();
  }

  private static Optional<JsonNode> offsets(TimeOffsets offsets) {
    JsonNode node =
        new JsonObject()
            .object("monotonic", offsets.monotonic(), LinuxJson::offset)
            .object("boottime", offsets.boottime(), LinuxJson::offset)
            .node();
    return node.isEmpty() ? Optional.empty() : Optional.of(node);
  }

  private static JsonNode offset(TimeOffset offset) {
    return new JsonObject().put("secs", offset.secs()).put("nanosecs", offset.nanosecs()).node();
  }

  private static JsonNode device(Device device) {
    return new JsonObject()
        .put("type", device.type())
        .put("path", device.path())
        .number("major", device.major())
        .number("minor", device.minor())
        .number("fileMode", device.fileMode())
        .number("uid", device.uid())
        .number("gid", device.gid())
        .node();
  }

  private static JsonNode netDevice(NetDevice device) {
    return new JsonObject().text("name", device.name()).node();
  }

  private static JsonNode intelRdt(IntelRdt rdt) {
    return new JsonObject()
        .text("closID", rdt.closId())
        .texts("schemata", rdt.schemata())
        .text("l3CacheSchema", rdt.l3CacheSchema())
        .text("memBwSchema", rdt.memBwSchema())
        .flag("enableMonitoring", Optional.of(rdt.enableMonitoring()).filter(on -> on))
        .node();
  }

  private static JsonNode memoryPolicy(MemoryPolicy policy) {
    return new JsonObject()
        .put("mode", policy.mode())
        .text("nodes", policy.nodes())
        .texts("flags", policy.flags())
        .node();
  }

  private static JsonNode personality(Personality personality) {
    return new JsonObject()
        .put("domain", personality.domain())
        .texts("flags", personality.flags())
        .node();
  }
}
