package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig.Device;
import dev.cdlc.compiler.oci.OciConfig.IntelRdt;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.compiler.oci.OciConfig.MemoryPolicy;
import dev.cdlc.compiler.oci.OciConfig.Namespace;
import dev.cdlc.compiler.oci.OciConfig.NetDevice;
import dev.cdlc.compiler.oci.OciConfig.Personality;
import dev.cdlc.compiler.oci.OciConfig.TimeOffset;
import dev.cdlc.compiler.oci.OciConfig.TimeOffsets;
import dev.cdlc.compiler.oci.OciSeccomp.Argument;
import dev.cdlc.compiler.oci.OciSeccomp.Rule;
import dev.cdlc.plan.Propagation;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code linux}. */
final class ReadLinux {
  private ReadLinux() {}

  static Linux linux(JsonFields linux) {
    return new Linux(
        linux.objects("namespaces", ReadLinux::namespace),
        linux.objects("uidMappings", ReadConfig::mapping),
        linux.objects("gidMappings", ReadConfig::mapping),
        linux
            .object("timeOffsets")
            .map(ReadLinux::offsets)
            .orElse(new TimeOffsets(Optional.empty(), Optional.empty())),
        linux.objects("devices", ReadLinux::device),
        linux.map("netDevices", node -> new NetDevice(new JsonFields(node).text("name"))),
        linux.text("cgroupsPath"),
        linux.object("resources").map(ReadResources::resources),
        linux.object("intelRdt").map(ReadLinux::intelRdt),
        linux.object("memoryPolicy").map(ReadLinux::memoryPolicy),
        linux.map("sysctl", JsonNode::asString),
        linux.text("rootfsPropagation").map(ReadLinux::propagation).orElse(Propagation.SLAVE),
        linux.object("seccomp").map(ReadLinux::seccomp),
        linux.texts("maskedPaths"),
        linux.texts("readonlyPaths"),
        linux.text("mountLabel"),
        linux.object("personality").map(ReadLinux::personality));
  }

  private static Namespace namespace(JsonFields namespace) {
    String type = namespace.text("type", "").toUpperCase(Locale.ROOT);
    return new Namespace(NamespaceType.valueOf(type), namespace.text("path"));
  }

  private static Propagation propagation(String word) {
    return Propagation.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static TimeOffsets offsets(JsonFields offsets) {
    return new TimeOffsets(
        offsets.object("monotonic").map(ReadLinux::offset),
        offsets.object("boottime").map(ReadLinux::offset));
  }

  private static TimeOffset offset(JsonFields offset) {
    return new TimeOffset(offset.number("secs", 0), offset.number("nanosecs", 0));
  }

  private static Device device(JsonFields device) {
    return new Device(
        device.text("type", ""),
        device.text("path", ""),
        device.number("major"),
        device.number("minor"),
        device.small("fileMode"),
        device.number("uid"),
        device.number("gid"));
  }

  private static IntelRdt intelRdt(JsonFields rdt) {
    return new IntelRdt(
        rdt.text("closID"),
        rdt.texts("schemata"),
        rdt.text("l3CacheSchema"),
        rdt.text("memBwSchema"),
        rdt.isSet("enableMonitoring"));
  }

  private static MemoryPolicy memoryPolicy(JsonFields policy) {
    return new MemoryPolicy(policy.text("mode", ""), policy.text("nodes"), policy.texts("flags"));
  }

  private static Personality personality(JsonFields personality) {
    return new Personality(personality.text("domain", ""), personality.texts("flags"));
  }

  private static OciSeccomp seccomp(JsonFields seccomp) {
    return new OciSeccomp(
        seccomp.text("defaultAction", ""),
        seccomp.small("defaultErrnoRet"),
        seccomp.texts("architectures"),
        seccomp.texts("flags"),
        seccomp.text("listenerPath"),
        seccomp.text("listenerMetadata"),
        seccomp.objects("syscalls", ReadLinux::rule));
  }

  private static Rule rule(JsonFields rule) {
    return new Rule(
        rule.texts("names"),
        rule.text("action", ""),
        rule.small("errnoRet"),
        rule.objects("args", ReadLinux::argument));
  }

  private static Argument argument(JsonFields argument) {
    return new Argument(
        Math.toIntExact(argument.number("index", 0)),
        argument.number("value", 0),
        argument.number("valueTwo"),
        argument.text("op", ""));
  }
}
