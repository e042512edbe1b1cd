package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.DeviceAccess;
import dev.cdlc.compiler.model.DeviceRule;
import dev.cdlc.compiler.model.Located;

/** Device nodes that the container may make. */
final class MknodAllowed implements ContainerRule {

  @Override
  public Code code() {
    return Code.MKNOD_ALLOWED;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Device> said : container.resources().devices()) {
      if (access(said.value()).mknod()) {
        add(report, said.span());
      }
    }
    for (Located<DeviceRule> said : container.resources().deviceRules()) {
      if (said.value().allow()
          && said.value().kind() != DeviceRule.Kind.ALL
          && said.value().access().mknod()) {
        add(report, said.span());
      }
    }
  }

  private static DeviceAccess access(Device device) {
    return switch (device) {
      case Device.OfHost(_, DeviceAccess access) -> access;
      case Device.Node node -> node.access();
    };
  }

  private static void add(Report report, Span place) {
    report.add(
        place,
        "the container may make nodes of this device",
        "leave `m` out of the access: the node is there already");
  }
}
