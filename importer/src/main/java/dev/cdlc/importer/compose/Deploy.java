package dev.cdlc.importer.compose;

import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.ResourcePart;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.List;
import java.util.Optional;

/** Reads {@code deploy}: what concerns one container of the service. */
record Deploy(ServiceReader service) {
  private static final List<String> KEYS =
      List.of(
          "endpoint_mode",
          "labels",
          "mode",
          "placement",
          "replicas",
          "resources",
          "restart_policy",
          "rollback_config",
          "update_config");

  void read(Yaml value) {
    for (Entry setting : service.values().entries(value)) {
      switch (setting.key()) {
        case "resources" -> service.values().entries(setting.value()).forEach(this::resources);
        case "restart_policy" -> restart(setting);
        case "replicas" -> replicas(setting);
        case "labels" -> service.labels(setting.value());
        case "endpoint_mode", "mode", "placement", "rollback_config", "update_config" ->
            leftOut(setting, "this is about a cluster, and cdlc has none");
        default -> service.project().unknown(setting, KEYS);
      }
    }
  }

  private void leftOut(Entry setting, String why) {
    service.report().leftOut(setting.place(), "`" + setting.key() + "`", why);
  }

  private void replicas(Entry replicas) {
    boolean one = service.plain(replicas.value()).filter("1"::equals).isPresent();
    if (!one) {
      leftOut(replicas, "a container stands once; write it as often as it is wanted");
    }
  }

  private void resources(Entry kind) {
    for (Entry setting : service.values().entries(kind.value())) {
      switch (kind.key()) {
        case "limits" -> limit(setting);
        case "reservations" -> reservation(setting);
        default -> service.project().unknown(kind, List.of("limits", "reservations"));
      }
    }
  }

  private void limit(Entry setting) {
    ResourcePart resources = service.container().resources();
    Optional<Values.Located> value = service.values().text(setting.value());
    switch (setting.key()) {
      case "cpus" -> value.ifPresent(said -> resources.cpus(said.text(), said.span()));
      case "memory" -> value.ifPresent(said -> resources.memory(said.text(), said.span()));
      case "pids" -> value.ifPresent(said -> resources.pids(said.text(), said.span()));
      default -> service.project().unknown(setting, List.of("cpus", "memory", "pids"));
    }
  }

  private void reservation(Entry setting) {
    if (setting.key().equals("memory")) {
      service
          .values()
          .text(setting.value())
          .ifPresent(said -> service.container().resources().reservation(said.text(), said.span()));
    } else {
      leftOut(setting, "no limit of CDL sets it aside");
    }
  }

  private void restart(Entry policy) {
    if (!(policy.value() instanceof Mapping mapping)) {
      service.values().entries(policy.value());
      return;
    }
    for (Entry setting : mapping.entries()) {
      if (!List.of("condition", "max_attempts").contains(setting.key())) {
        leftOut(setting, "`restart` knows when, and how often");
      }
    }
    String condition = mapping.get("condition").flatMap(service::plain).orElse("any");
    String most = mapping.get("max_attempts").flatMap(service::plain).map(":"::concat).orElse("");
    String said =
        switch (condition) {
          case "none" -> "no";
          case "on-failure" -> "on-failure" + most;
          default -> "always";
        };
    service.container().around().restart(Text.of(said), policy.place());
  }
}
