package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.OciResources.DeviceRule;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction.LookUpDevice;
import dev.cdlc.plan.SupervisorAction.RestrictDevices;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers {@code linux.resources.devices}. A config without rules allows the devices that every
 * container has, as it does for runc and crun; but in a user namespace, where no device can be
 * made, only who asks for rules has them.
 */
record DeviceAccessSteps(Input input) {
  private static final String POINTER = "/linux/resources/devices";

  List<Step> steps() {
    List<DeviceRule> rules =
        input.config().linux().resources().map(OciResources::devices).orElse(List.of());
    if (rules.isEmpty() && input.has(NamespaceType.USER)) {
      return List.of();
    }
    DeviceRules sum = DeviceRules.of(rules);
    return sum.allow() ? allBut(sum.exceptions()) : noneBut(sum.exceptions());
  }

  private List<Step> allBut(List<DeviceException> exceptions) {
    return exceptions.isEmpty()
        ? List.of()
        : List.of(input.supervisor(new RestrictDevices(true, exceptions), POINTER));
  }

  private List<Step> noneBut(List<DeviceException> numbered) {
    List<Step> steps = new ArrayList<>();
    List<DeviceException> exceptions = new ArrayList<>(numbered);
    for (Device.OfHost device : input.extras().hostDevices()) {
      steps.add(input.supervisor(new LookUpDevice(device.path()), Extras.pointer(device)));
      exceptions.add(
          new DeviceException.Known(
              device.path(), DeviceException.access(device.access().letters())));
    }
    steps.add(input.supervisor(new RestrictDevices(false, exceptions), POINTER));
    return steps;
  }
}
