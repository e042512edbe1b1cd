package dev.cdlc.importer.compose;

import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.compose.Values.Located;
import dev.cdlc.importer.compose.Values.Named;
import dev.cdlc.importer.engine.CommandWords;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import dev.cdlc.importer.yaml.Yaml.Scalar;
import dev.cdlc.importer.yaml.Yaml.Sequence;
import java.util.List;
import java.util.Optional;

/** Reads one service. */
record ServiceReader(EngineContainer container, Values values, Project project, Report report) {
  /** Reads all that a service says; what has no key is reported. */
  void read(Mapping service) {
    for (Entry entry : service.entries()) {
      boolean extension = entry.key().startsWith("x-") || entry.key().equals("extends");
      if (!extension) {
        ServiceKeys.named(entry.key())
            .ifPresentOrElse(
                key -> key.action().take(this, entry),
                () -> project.unknown(entry, ServiceKeys.names()));
      }
    }
  }

  Optional<Boolean> flag(Yaml value) {
    return values.text(value).flatMap(said -> container.values().flag(said.text(), said.span()));
  }

  void image(Yaml value) {
    values.text(value).ifPresent(image -> container.image(image.text(), image.span()));
  }

  void command(Yaml value) {
    List<Text> words = words(value);
    if (!words.isEmpty()) {
      container.process().command(words, value.span());
    }
  }

  /** An empty one is none, and not even the image's. */
  void entrypoint(Yaml value) {
    container.process().entrypoint(words(value), value.span());
  }

  /** A list of words, or a text that is split into words. */
  private List<Text> words(Yaml value) {
    return switch (value) {
      case Sequence _ -> values.texts(value).stream().map(Located::text).toList();
      case Scalar _, Mapping _ ->
          values.text(value).map(said -> CommandWords.of(said.text())).orElse(List.of());
    };
  }

  void environment(Yaml value) {
    for (Named variable : values.named(value)) {
      variable
          .value()
          .ifPresentOrElse(
              said -> container.process().variable(variable.name(), said.text(), variable.span()),
              () -> container.process().passed(variable.name(), variable.span()));
    }
  }

  /** Paths, or mappings with a path. */
  void environmentFiles(Yaml value) {
    for (Yaml item : values.items(value)) {
      if (item instanceof Mapping(var settings, _)) {
        settings.forEach(this::environmentFile);
      } else {
        environmentFile(item);
      }
    }
  }

  private void environmentFile(Yaml path) {
    values
        .text(path)
        .ifPresent(said -> container.process().variablesFrom(said.text(), said.span()));
  }

  private void environmentFile(Entry setting) {
    switch (setting.key()) {
      case "path" -> environmentFile(setting.value());
      case "required" ->
          report.leftOut(setting.place(), "`required`", "`env file` needs the file to be there");
      case "format" ->
          report.leftOut(setting.place(), "`format`", "`env file` takes lines as they are");
      default -> project.unknown(setting, List.of("path", "required", "format"));
    }
  }

  void healthcheck(Yaml value) {
    new Health(this).read(value);
  }

  /** By name, a number or a mapping of soft and hard. */
  void limits(Yaml value) {
    for (Entry limit : values.entries(value)) {
      amounts(limit.value())
          .ifPresent(amounts -> container.process().limit(limit.key(), amounts, limit.place()));
    }
  }

  private Optional<String> amounts(Yaml value) {
    if (value instanceof Mapping pair) {
      Optional<String> soft = pair.get("soft").flatMap(this::plain);
      Optional<String> hard = pair.get("hard").flatMap(this::plain);
      return soft.or(() -> hard).map(low -> low + ":" + hard.orElse(low));
    }
    return plain(value);
  }

  /** A single value without variables. */
  Optional<String> plain(Yaml value) {
    return values.text(value).flatMap(said -> container.values().plain(said.text(), said.span()));
  }

  void volumes(Yaml value) {
    values.items(value).forEach(new Mounts(this)::volume);
  }

  void devices(Yaml value) {
    values.items(value).forEach(new Mounts(this)::device);
  }

  void secrets(Yaml value) {
    values.items(value).forEach(new Grants(this)::secret);
  }

  void configs(Yaml value) {
    values.items(value).forEach(new Grants(this)::config);
  }

  /** A list of names, or a mapping by name. */
  void networks(Yaml value) {
    switch (value) {
      case Mapping(var entries, _) -> entries.forEach(this::network);
      case Sequence _, Scalar _ ->
          values
              .texts(value)
              .forEach(name -> container.network().join(name.text().shown(), name.span()));
    }
  }

  private void network(Entry network) {
    container.network().join(network.key(), network.place());
    if (network.value() instanceof Mapping(var settings, _)) {
      settings.forEach(
          setting ->
              report.leftOut(
                  setting.place(),
                  "`" + setting.key() + "`",
                  "cdlc gives addresses and names on networks itself"));
    }
  }

  void ports(Yaml value) {
    values.items(value).forEach(new Ports(this)::read);
  }

  void sysctls(Yaml value) {
    for (Named sysctl : values.named(value)) {
      Text setting = sysctl.value().map(Located::text).orElse(Text.EMPTY);
      container.namespaces().sysctl(Text.of(sysctl.name()), setting, sysctl.span());
    }
  }

  void labels(Yaml value) {
    for (Named label : values.named(value)) {
      Text text = label.value().map(Located::text).orElse(Text.EMPTY);
      container.around().label(label.name(), text, label.span());
    }
  }

  void blockIo(Yaml value) {
    for (Entry setting : values.entries(value)) {
      if (setting.key().equals("weight")) {
        values
            .text(setting.value())
            .ifPresent(said -> container.resources().ioWeight(said.text(), said.span()));
      } else {
        report.leftOut(
            setting.place(),
            "`" + setting.key() + "`",
            "`io` limits a device by its numbers: io < device 8:0 < read-bps 10MiB/s > >");
      }
    }
  }

  void deploy(Yaml value) {
    new Deploy(this).read(value);
  }

  /** A list of names, or a mapping with conditions. */
  void dependsOn(Yaml value) {
    switch (value) {
      case Mapping(var entries, _) -> entries.forEach(this::dependency);
      case Sequence _, Scalar _ ->
          values
              .texts(value)
              .forEach(
                  name ->
                      container
                          .around()
                          .after(
                              project.containerName(name.text().shown()), "started", name.span()));
    }
  }

  private void dependency(Entry dependency) {
    Optional<Yaml> condition =
        dependency.value() instanceof Mapping mapping ? mapping.get("condition") : Optional.empty();
    String state =
        switch (condition.flatMap(this::plain).orElse("")) {
          case "service_healthy" -> "ready";
          case "service_completed_successfully" -> "completed";
          default -> "started";
        };
    container.around().after(project.containerName(dependency.key()), state, dependency.place());
  }
}
