package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.DeviceAccess;
import dev.cdlc.compiler.model.DeviceRule;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Emits {@code linux.devices} and {@code linux.resources.devices}. */
record DeviceSection(Resources asked, Places places) {
  private static final String NODES = "/linux/devices";
  private static final String RULES = "/linux/resources/devices";

  /** Those that the source describes; what the host's are, is seen at run time. */
  List<OciConfig.Device> devices() {
    List<OciConfig.Device> devices = new ArrayList<>();
    for (Located<Device> located : asked.devices()) {
      if (located.value() instanceof Device.Node node) {
        if (devices.isEmpty()) {
          places.note(NODES, located.span());
        }
        places.note(NODES + "/" + devices.size(), located.span());
        devices.add(device(node));
      }
    }
    return devices;
  }

  private static OciConfig.Device device(Device.Node node) {
    return new OciConfig.Device(
        node.type().letter(),
        node.path(),
        node.numbers().map(Device.Numbers::major),
        node.numbers().map(Device.Numbers::minor),
        node.mode(),
        node.uid(),
        node.gid());
  }

  /** The rules in their order, then what devices imply that no rule speaks of. */
  List<OciResources.DeviceRule> rules() {
    List<OciResources.DeviceRule> rules = new ArrayList<>();
    for (Located<DeviceRule> rule : asked.deviceRules()) {
      add(rules, new Located<>(rule(rule.value()), rule.span()));
    }
    List<OciResources.DeviceRule> said = List.copyOf(rules);
    for (Located<Device> located : asked.devices()) {
      implied(located.value())
          .filter(rule -> said.stream().noneMatch(other -> isForSame(other, rule)))
          .ifPresent(rule -> add(rules, new Located<>(rule, located.span())));
    }
    return rules;
  }

  private void add(List<OciResources.DeviceRule> rules, Located<OciResources.DeviceRule> rule) {
    if (rules.isEmpty()) {
      places.note(RULES, rule.span());
    }
    places.note(RULES + "/" + rules.size(), rule.span());
    rules.add(rule.value());
  }

  private static OciResources.DeviceRule rule(DeviceRule rule) {
    Optional<String> type =
        switch (rule.kind()) {
          case ALL -> Optional.empty();
          case CHARACTER -> Optional.of("c");
          case BLOCK -> Optional.of("b");
        };
    return rule(rule.allow(), type, rule.major(), rule.minor(), rule.access());
  }

  /** Rules know no unbuffered devices: those are character devices by another name. */
  private static Optional<OciResources.DeviceRule> implied(Device device) {
    return device instanceof Device.Node node
        ? node.numbers()
            .map(
                numbers ->
                    rule(
                        true,
                        Optional.of(node.type() == Device.Type.BLOCK ? "b" : "c"),
                        Optional.of(numbers.major()),
                        Optional.of(numbers.minor()),
                        node.access()))
        : Optional.empty();
  }

  private static OciResources.DeviceRule rule(
      boolean allow,
      Optional<String> type,
      Optional<Long> major,
      Optional<Long> minor,
      DeviceAccess access) {
    return new OciResources.DeviceRule(allow, type, major, minor, Optional.of(access.letters()));
  }

  private static boolean isForSame(OciResources.DeviceRule one, OciResources.DeviceRule other) {
    return one.type().equals(other.type())
        && one.major().equals(other.major())
        && one.minor().equals(other.minor());
  }
}
