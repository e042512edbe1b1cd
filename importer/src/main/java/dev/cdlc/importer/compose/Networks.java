package dev.cdlc.importer.compose;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.engine.Params;
import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a file says of its networks, which are there by being named. */
record Networks(Values values, Params params, Report report) {
  /** What CDL says of each network, by its name; all else is reported. */
  Map<String, Statement> subnets(Yaml networks) {
    var subnets = new LinkedHashMap<String, Statement>();
    for (Entry network : values.entries(networks)) {
      for (Entry setting : values.entries(network.value())) {
        subnet(setting).ifPresent(subnet -> subnets.put(network.key(), subnet));
      }
    }
    return subnets;
  }

  private Optional<Statement> subnet(Entry setting) {
    if (setting.key().equals("ipam") && setting.value() instanceof Mapping(var entries, _)) {
      return first(entries.stream().flatMap(entry -> addresses(entry).stream()).toList());
    }
    leaveOut(setting, "cdlc makes networks in its own way");
    return Optional.empty();
  }

  /** The ranges of addresses. */
  private List<Entry> addresses(Entry setting) {
    if (!setting.key().equals("config")) {
      leaveOut(setting, "cdlc gives addresses on networks itself");
      return List.of();
    }
    return values.items(setting.value()).stream()
        .flatMap(range -> values.entries(range).stream())
        .filter(this::isSubnet)
        .toList();
  }

  private boolean isSubnet(Entry setting) {
    boolean subnet = setting.key().equals("subnet");
    if (!subnet) {
      leaveOut(setting, "cdlc gives addresses on networks itself");
    }
    return subnet;
  }

  /** A network has one range in CDL. */
  private Optional<Statement> first(List<Entry> subnets) {
    subnets.stream().skip(1).forEach(other -> leaveOut(other, "a network has one range"));
    return subnets.stream()
        .findFirst()
        .flatMap(
            entry ->
                values
                    .text(entry.value())
                    .map(
                        range ->
                            Statement.of("subnet", params.word(range.text())).from(range.span())));
  }

  private void leaveOut(Entry setting, String why) {
    report.leftOut(setting.place(), "`" + setting.key() + "`", why);
  }
}
