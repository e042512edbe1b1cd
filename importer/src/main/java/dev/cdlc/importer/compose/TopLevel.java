package dev.cdlc.importer.compose;

import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.List;

/** Reads what stands beside the services of a file. */
record TopLevel(Mapping file, Values values, Project project, Report report) {
  void read(List<String> known) {
    for (Entry entry : file.entries()) {
      switch (entry.key()) {
        case "services", "networks" -> {
          // read elsewhere
        }
        case "volumes" -> values.entries(entry.value()).forEach(this::settings);
        case "secrets", "configs" -> values.entries(entry.value()).forEach(this::source);
        case "name" -> report.leftOut(entry.place(), "`name`", "a file of CDL has no name");
        case "version" -> report.leftOut(entry.place(), "`version`", "Compose passes over it, too");
        case "include" ->
            report.leftOut(
                entry.place(), "`include`", "import each file, and `include` what comes of it");
        default -> project.unknown(entry, known);
      }
    }
  }

  /** Volumes are there by being named; how they are made is the engine's. */
  private void settings(Entry declared) {
    if (declared.value() instanceof Mapping(var settings, _)) {
      settings.forEach(
          setting ->
              report.leftOut(
                  setting.place(),
                  "`" + setting.key() + "`",
                  "cdlc makes folders for volumes in its own way"));
    }
  }

  /** Of what else than a file or a variable, the services that use it tell. */
  private void source(Entry declared) {
    values.entries(declared.value()).stream()
        .filter(
            setting ->
                !List.of("file", "environment", "content", "external").contains(setting.key()))
        .forEach(
            setting ->
                report.leftOut(
                    setting.place(), "`" + setting.key() + "`", "CDL has nothing like it"));
  }
}
