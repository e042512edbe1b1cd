package dev.cdlc.importer.compose;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.importer.cdl.ContainerName;
import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the services of a file share. */
final class Project {
  private final Mapping file;
  private final Report report;
  private final Map<String, String> names = new HashMap<>();

  Project(Mapping file, Report report) {
    this.file = file;
    this.report = report;
  }

  /** Gives each service a name that CDL allows, and that no other has. */
  void name(List<Entry> services) {
    Set<String> taken = new HashSet<>();
    for (Entry service : services) {
      String wanted = ContainerName.of(service.key()).orElse("container");
      String name = wanted;
      for (int i = 2; !taken.add(name); i++) {
        name = ContainerName.numbered(wanted, i);
      }
      names.put(service.key(), name);
      if (!name.equals(service.key())) {
        report.renamed(service.place(), service.key(), name);
      }
    }
  }

  /** The name of a service's container. */
  String containerName(String service) {
    return Optional.ofNullable(names.get(service))
        .or(() -> ContainerName.of(service))
        .orElse("container");
  }

  /** What the file declares under a name, as a secret or otherwise. */
  Optional<Mapping> declared(String kind, String name) {
    return file.get(kind)
        .filter(Mapping.class::isInstance)
        .flatMap(all -> ((Mapping) all).get(name))
        .filter(Mapping.class::isInstance)
        .map(Mapping.class::cast);
  }

  /** Reports a key that the specification does not have here. */
  void unknown(Entry entry, Collection<String> known) {
    if (entry.key().startsWith("x-")) {
      return;
    }
    String help =
        Suggestion.nearest(entry.key(), known)
            .map(near -> "did you mean `" + near.word() + "`?")
            .orElse("the Compose specification has no such key here");
    report.add(
        Diagnostic.of(Code.UNKNOWN_KEY, entry.place(), "the key `" + entry.key() + "` is left out")
            .withHelp(help));
  }
}
