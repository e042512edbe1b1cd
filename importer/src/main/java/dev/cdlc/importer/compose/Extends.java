package dev.cdlc.importer.compose;

import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import dev.cdlc.importer.yaml.Yaml.Scalar;
import dev.cdlc.importer.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays services over those that they extend: mappings are merged, lists appended, other values
 * replaced. See the Compose specification, services.md, "extends".
 */
record Extends(Mapping services, Report report) {
  private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");
  private static final int DEEPEST = 16;

  /** The service with what it extends. */
  Mapping of(Mapping service) {
    return of(service, 0);
  }

  private Mapping of(Mapping service, int depth) {
    Optional<Yaml> extended = service.get("extends");
    if (extended.isEmpty()) {
      return service;
    }
    Optional<Mapping> base = base(extended.get(), depth);
    return base.map(below -> merged(of(below, depth + 1), service)).orElse(service);
  }

  private Optional<Mapping> base(Yaml extended, int depth) {
    Optional<Yaml> file = extended instanceof Mapping said ? said.get("file") : Optional.empty();
    Optional<Yaml> name =
        extended instanceof Mapping said ? said.get("service") : Optional.of(extended);
    Optional<Mapping> base =
        name.filter(Scalar.class::isInstance)
            .flatMap(text -> services.get(((Scalar) text).text()))
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast);
    if (file.isPresent()) {
      report.leftOut(
          extended.span(),
          "`extends`",
          "a service of another file is not read; import that file, too");
      return Optional.empty();
    }
    if (base.isEmpty() || depth == DEEPEST) {
      report.invalid(
          extended.span(),
          base.isEmpty() ? "there is no such service" : "these services extend each other",
          "`extends` names a service of this file");
      return Optional.empty();
    }
    return base;
  }

  private static Mapping merged(Mapping below, Mapping above) {
    Map<String, Entry> all = new LinkedHashMap<>();
    below.entries().stream()
        .filter(entry -> !entry.key().equals("extends"))
        .forEach(entry -> all.put(entry.key(), entry));
    above.entries().forEach(entry -> all.merge(entry.key(), entry, Extends::merged));
    return new Mapping(List.copyOf(all.values()), above.span());
  }

  private static Entry merged(Entry below, Entry above) {
    return new Entry(above.key(), above.place(), merged(above.key(), below.value(), above.value()));
  }

  private static Yaml merged(String key, Yaml below, Yaml above) {
    if (below instanceof Mapping under && above instanceof Mapping over) {
      return merged(under, over);
    }
    if (below instanceof Sequence under
        && above instanceof Sequence over
        && !REPLACED.contains(key)) {
      List<Yaml> items = new ArrayList<>(under.items());
      items.addAll(over.items());
      return new Sequence(items, over.span());
    }
    return above;
  }
}
