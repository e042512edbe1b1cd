package dev.cdlc.importer.engine;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks that containers join, which CDL has declared. */
public final class JoinedNetworks {
  private JoinedNetworks() {}

  /**
   * Declares each of them once, in the order in which they are joined.
   *
   * @param settings what is said of some of them, by their names
   */
  public static List<Statement> declared(
      List<Statement> containers, Map<String, Statement> settings) {
    return containers.stream()
        .flatMap(container -> container.block().stream())
        .flatMap(block -> block.statements().stream())
        .filter(statement -> statement.words().equals(List.of("join")))
        .flatMap(join -> join.items().stream())
        .map(Item::text)
        .distinct()
        .map(
            name ->
                Statement.of("network", name)
                    .with(Optional.ofNullable(settings.get(name)).stream().toList()))
        .toList();
  }
}
