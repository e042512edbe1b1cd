package dev.cdlc.importer.compose;

import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.TextBuffer;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code ports}, in their short and long forms. */
record Ports(ServiceReader service) {
  private static final List<String> KEYS =
      List.of("target", "published", "host_ip", "protocol", "name", "mode", "app_protocol");

  void read(Yaml item) {
    if (item instanceof Mapping mapping) {
      port(mapping);
    } else {
      service
          .values()
          .text(item)
          .ifPresent(said -> service.container().network().port(said.text(), said.span()));
    }
  }

  private void port(Mapping port) {
    Map<String, Text> said = new HashMap<>();
    for (Entry setting : port.entries()) {
      if (!KEYS.contains(setting.key())) {
        service.project().unknown(setting, KEYS);
      } else if (KEYS.indexOf(setting.key()) > KEYS.indexOf("protocol")) {
        service
            .report()
            .leftOut(setting.place(), "`" + setting.key() + "`", "CDL has nothing like it");
      } else {
        service
            .values()
            .text(setting.value())
            .ifPresent(value -> said.put(setting.key(), value.text()));
      }
    }
    var text = new TextBuffer();
    said(said, "host_ip")
        .map(Ports::bracketed)
        .ifPresent(address -> text.append(address).append(":"));
    said(said, "published").ifPresent(host -> text.append(host).append(":"));
    said(said, "target").ifPresent(text::append);
    said(said, "protocol").ifPresent(protocol -> text.append("/").append(protocol));
    service.container().network().port(text.take(), port.span());
  }

  private static Optional<Text> said(Map<String, Text> said, String key) {
    return Optional.ofNullable(said.get(key));
  }

  private static Text bracketed(Text address) {
    String shown = address.shown();
    return shown.contains(":") && !shown.startsWith("[")
        ? Text.of("[").plus(address).plus(Text.of("]"))
        : address;
  }
}
