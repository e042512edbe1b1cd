package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NetDevice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code net-device} says: an entry for each interface of the host. */
final class NetDeviceSection {
  private static final String LOOPBACK = "lo";

  private final Findings findings;
  private final Values values;
  private final Keyed<String, NetDevice> devices;

  NetDeviceSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    devices = cells.keyed("net-device");
  }

  void read(Arguments arguments) {
    var name = values.read(arguments.one(0), NetDeviceSection::name);
    var inside =
        arguments.optional(1).map(word -> values.read(word, NetDeviceSection::name)).orElse(name);
    if (name.isPresent() && inside.isPresent()) {
      String key = name.get().value();
      devices.say(
          key,
          new Located<>(new NetDevice(key, inside.get().value()), arguments.span()),
          "the interface `" + key + "` is given twice");
    }
  }

  List<Located<NetDevice>> values() {
    return devices.values();
  }

  /** Reports interfaces that would have one name in the container. */
  void finish() {
    Map<String, Located<NetDevice>> byName = new HashMap<>();
    for (Located<NetDevice> device : devices.values()) {
      Located<NetDevice> before = byName.putIfAbsent(device.value().inside(), device);
      if (before != null) {
        findings.add(
            Diagnostic.of(
                    Code.DUPLICATE_NAME,
                    device.span(),
                    "two interfaces would be called `" + device.value().inside() + "`")
                .withRelated(before.span(), "the other one")
                .withHelp("give one another name: `net-device NAME as OTHER`"));
      }
    }
  }

  private static Reading<String> name(String text) {
    return text.equals(LOOPBACK)
        ? Reading.wrong(
            "`lo` stays in its namespace", "the container's network has a `lo` of its own")
        : Name.networkInterface(text);
  }
}
