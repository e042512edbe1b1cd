package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.DeviceRule;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import java.util.List;

/** Every device, or one that is the host's memory or disk. */
final class DangerousDevice implements ContainerRule {
  private static final List<String> MEMORY = List.of("/dev/mem", "/dev/kmem", "/dev/port");
  private static final List<Long> MEMORY_MINORS = List.of(1L, 2L, 4L);
  private static final List<String> DISKS =
      List.of(
          "/dev/sd",
          "/dev/nvme",
          "/dev/vd",
          "/dev/hd",
          "/dev/xvd",
          "/dev/dm-",
          "/dev/mapper/",
          "/dev/mmcblk",
          "/dev/md",
          "/dev/disk/");

  @Override
  public Code code() {
    return Code.DANGEROUS_DEVICE;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<DeviceRule> said : container.resources().deviceRules()) {
      DeviceRule rule = said.value();
      if (rule.allow() && rule.kind() == DeviceRule.Kind.ALL) {
        report.add(
            said.span(),
            "the container may use every device of the host",
            "allow each device that is needed by its numbers");
      }
    }
    for (Located<Device> said : container.resources().devices()) {
      String what = what(said.value());
      if (!what.isEmpty()) {
        report.add(
            said.span(),
            "`%s` is %s of the host".formatted(said.value().path(), what),
            "leave it out; a folder of a mounted disk can be bound instead");
      }
    }
  }

  private static String what(Device device) {
    return switch (device) {
      case Device.OfHost(String path, _) -> ofPath(path);
      case Device.Node node -> node.type() == Device.Type.BLOCK ? "a disk" : ofNode(node);
    };
  }

  /** Numbers of Documentation/admin-guide/devices.txt: 1:1 mem, 1:2 kmem, 1:4 port. */
  private static String ofNode(Device.Node node) {
    return node.numbers()
        .filter(numbers -> numbers.major() == 1 && MEMORY_MINORS.contains(numbers.minor()))
        .map(_ -> "the memory")
        .orElseGet(() -> ofPath(node.path()));
  }

  private static String ofPath(String path) {
    if (MEMORY.contains(path)) {
      return "the memory";
    }
    for (String disk : DISKS) {
      if (path.startsWith(disk)) {
        return "a disk";
      }
    }
    return "";
  }
}
