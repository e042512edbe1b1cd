package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The block of a container in the making. Of what is said twice, the second holds. */
final class Body {
  private final Map<Slot, Map<String, Statement>> statements = new EnumMap<>(Slot.class);
  private final Map<String, Map<String, Item>> lists = new LinkedHashMap<>();
  private final Map<String, Map<String, Statement>> blocks = new LinkedHashMap<>();

  /** Says a statement, in the place of one with the same key. */
  void say(Slot slot, String key, Statement statement) {
    statements.computeIfAbsent(slot, _ -> new LinkedHashMap<>()).put(key, statement);
  }

  /** Says a statement that stands once, in the place of one with its name. */
  void say(Slot slot, Statement statement) {
    say(slot, statement.words().getFirst(), statement);
  }

  boolean says(Slot slot, String key) {
    return statements.getOrDefault(slot, Map.of()).containsKey(key);
  }

  /** Adds a value to a list statement, in the place of one with the same key. */
  void list(Slot slot, String head, String key, String value, Span origin) {
    lists
        .computeIfAbsent(head, _ -> new LinkedHashMap<>())
        .put(key, new Item(value, Optional.of(origin)));
    say(slot, head, Statement.of(head.split(" ")));
  }

  /** Says a statement in the block of another. */
  void inside(Slot slot, String name, Statement statement) {
    blocks
        .computeIfAbsent(name, _ -> new LinkedHashMap<>())
        .put(statement.words().getFirst(), statement);
    if (!says(slot, name)) {
      say(slot, name, Statement.of(name));
    }
  }

  List<Statement> statements() {
    return statements.values().stream()
        .flatMap(said -> said.entrySet().stream())
        .flatMap(said -> complete(said.getKey(), said.getValue()))
        .toList();
  }

  private Stream<Statement> complete(String key, Statement statement) {
    if (lists.containsKey(key)) {
      return Stream.of(
          statement.withItems(List.copyOf(lists.getOrDefault(key, Map.of()).values())));
    }
    return blocks.containsKey(key)
        ? block(statement, blocks.getOrDefault(key, Map.of()))
        : Stream.of(statement);
  }

  /** `cpu 50%` for `cpu < limit 50% >`. */
  private static Stream<Statement> block(Statement statement, Map<String, Statement> inside) {
    Statement limit = inside.get("limit");
    if (limit != null && inside.size() == 1) {
      List<String> words = new ArrayList<>(statement.words());
      words.addAll(limit.words().subList(1, limit.words().size()));
      return Stream.of(new Statement(words, List.of(), Optional.empty(), limit.origin()));
    }
    return Stream.of(statement.with(List.copyOf(inside.values())));
  }
}
