package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.MountPart;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code volumes} and {@code devices} of a service, in their short and long forms. */
record Mounts(ServiceReader service) {
  private static final List<String> VOLUME =
      List.of(
          "type",
          "source",
          "target",
          "read_only",
          "bind",
          "volume",
          "tmpfs",
          "image",
          "consistency");

  void volume(Yaml item) {
    MountPart mounts = service.container().mounts();
    if (item instanceof Mapping mapping) {
      volume(mapping);
    } else {
      service.values().text(item).ifPresent(said -> mounts.volume(said.text(), said.span()));
    }
  }

  private void volume(Mapping volume) {
    MountPart mounts = service.container().mounts();
    Span span = volume.span();
    Text target = text(volume, "target");
    if (target.isEmpty()) {
      service.report().invalid(span, "the volume has no target", "add `target: /folder`");
      return;
    }
    Text source = text(volume, "source");
    List<String> options = options(volume);
    switch (volume.get("type").flatMap(service::plain).orElse("volume")) {
      case "bind" -> mounts.bind(source, target, options, span);
      case "volume" -> {
        if (source.isEmpty()) {
          mounts.anonymous(target, span);
        } else {
          mounts.named(source, target, options, span);
        }
      }
      case "tmpfs" -> tmpfs(volume, target);
      default ->
          service
              .report()
              .leftOut(span, "the volume", "only bind, volume and tmpfs can be taken over");
    }
  }

  private Text text(Mapping mapping, String key) {
    return mapping
        .get(key)
        .flatMap(service.values()::text)
        .map(Values.Located::text)
        .orElse(Text.EMPTY);
  }

  private List<String> options(Mapping volume) {
    List<String> options = new ArrayList<>();
    for (Entry setting : volume.entries()) {
      switch (setting.key()) {
        case "type", "source", "target", "tmpfs" -> {
          // read elsewhere
        }
        case "read_only" ->
            service.flag(setting.value()).filter(on -> on).ifPresent(_ -> options.add("ro"));
        case "bind" -> propagation(setting.value(), options);
        case "volume", "image", "consistency" -> leftOut(setting);
        default -> service.project().unknown(setting, VOLUME);
      }
    }
    return options;
  }

  private void propagation(Yaml bind, List<String> options) {
    for (Entry setting : service.values().entries(bind)) {
      if (setting.key().equals("propagation")) {
        service.plain(setting.value()).ifPresent(options::add);
      } else {
        leftOut(setting);
      }
    }
  }

  private void leftOut(Entry setting) {
    service.report().leftOut(setting.place(), "`" + setting.key() + "`", "CDL has nothing like it");
  }

  private void tmpfs(Mapping volume, Text target) {
    MountPart mounts = service.container().mounts();
    Optional<String> size = Optional.empty();
    List<String> options = new ArrayList<>();
    for (Entry setting : volume.get("tmpfs").map(service.values()::entries).orElse(List.of())) {
      switch (setting.key()) {
        case "size" ->
            size =
                service
                    .values()
                    .text(setting.value())
                    .flatMap(said -> mounts.size(said.text(), said.span()));
        case "mode" -> service.plain(setting.value()).map("mode="::concat).ifPresent(options::add);
        default -> leftOut(setting);
      }
    }
    mounts.tmpfs(target, size, false, options, volume.span());
  }

  void device(Yaml item) {
    MountPart mounts = service.container().mounts();
    if (item instanceof Mapping mapping) {
      Text source = text(mapping, "source");
      Text target = text(mapping, "target");
      Text access = text(mapping, "permissions");
      Text colon = Text.of(":");
      Text device = source.plus(colon).plus(target.isEmpty() ? source : target);
      mounts.device(access.isEmpty() ? device : device.plus(colon).plus(access), item.span());
    } else {
      service.values().text(item).ifPresent(said -> mounts.device(said.text(), said.span()));
    }
  }
}
