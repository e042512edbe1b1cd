package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.engine.Conclusion;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.engine.JoinedNetworks;
import dev.cdlc.importer.engine.Params;
import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.ReadYaml;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a Compose file to CDL: a container for each service. */
public final class ImportCompose {
  private static final List<String> KEYS =
      List.of(
          "services", "networks", "volumes", "secrets", "configs", "name", "version", "include");

  /** More than a host runs of one file; each takes as long as a file of CDL. */
  private static final int MOST_SERVICES = 256;

  private final Params params = new Params();
  private final Report report = new Report();
  private final Values values = new Values(new Interpolation(params, report), report);

  private ImportCompose() {}

  /** Imports a Compose file. */
  public static Result<String> read(Source source) {
    return ReadYaml.read(source).then(document -> new ImportCompose().text(document));
  }

  private Result<String> text(Yaml document) {
    Optional<Mapping> file =
        Optional.of(document).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    Optional<Entry> services =
        file.stream()
            .flatMap(all -> all.entries().stream())
            .filter(entry -> entry.key().equals("services"))
            .findFirst();
    if (file.isEmpty() || services.isEmpty()) {
      return noServices(document.span());
    }
    return text(file.get(), services.get());
  }

  private static Result<String> noServices(Span place) {
    return Result.failed(
        List.of(
            Diagnostic.of(
                    Code.NO_SERVICES,
                    new Span(place.source(), place.start(), place.start()),
                    "the file has no services")
                .withHelp("a Compose file has them under `services:`")));
  }

  private Result<String> text(Mapping file, Entry services) {
    var project = new Project(file, report);
    List<Entry> all = values.entries(services.value());
    if (all.isEmpty() && !report.hasErrors()) {
      return noServices(services.place());
    }
    if (all.size() > MOST_SERVICES) {
      return tooManyServices(services.place());
    }
    new TopLevel(file, values, project, report).read(KEYS);
    Map<String, Statement> subnets =
        file.get("networks").map(new Networks(values, params, report)::subnets).orElse(Map.of());
    project.name(all);
    List<Statement> containers = new ArrayList<>();
    for (Entry service : all) {
      container(service, all, project).ifPresent(containers::add);
    }
    List<Statement> statements = new ArrayList<>(params.statements());
    statements.addAll(JoinedNetworks.declared(containers, subnets));
    statements.addAll(containers);
    return Conclusion.of(statements, services.place(), report);
  }

  private static Result<String> tooManyServices(Span place) {
    return Result.failed(
        List.of(
            Diagnostic.of(
                    Code.UNSAYABLE, place, "these are more than " + MOST_SERVICES + " services")
                .withHelp("split the file, and import its parts")));
  }

  private Optional<Statement> container(Entry service, List<Entry> all, Project project) {
    if (!(service.value() instanceof Mapping mapping)) {
      report.invalid(
          service.place(),
          "the service `" + service.key() + "` has no settings",
          "a service has an `image`, at least");
      return Optional.empty();
    }
    var container = new EngineContainer(service.place(), params, report);
    Mapping whole = new Extends(new Mapping(all, mapping.span()), report).of(mapping);
    new ServiceReader(container, values, project, report).read(whole);
    if (all.size() > 1 && whole.get("networks").isEmpty() && whole.get("network_mode").isEmpty()) {
      container.network().join("default", service.place());
    }
    String name = project.containerName(service.key());
    return Optional.of(container.statement(name, "./rootfs/" + name));
  }
}
