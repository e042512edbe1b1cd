package dev.cdlc.importer.engine;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.Word;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that a text refers to, as params of CDL: those that are used are declared. */
public final class Params {
  private static final String HOST = "host.";

  private final Map<String, Optional<String>> defaults = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> ports = new LinkedHashSet<>();

  /** A reference to a variable; its first default holds. */
  public Text reference(String name, Optional<String> otherwise) {
    if (!name.startsWith(HOST)) {
      defaults.merge(name, otherwise, (first, second) -> first.isPresent() ? first : second);
    }
    return Text.reference(name);
  }

  /** What a variable is where nothing sets it. */
  public Optional<String> otherwise(String name) {
    return defaults.getOrDefault(name, Optional.empty());
  }

  /** A text as a word; what it refers to is used. */
  public String word(Text text) {
    used.addAll(text.references());
    return Word.of(text);
  }

  /** A text as a word in quotes. */
  String quoted(Text text) {
    used.addAll(text.references());
    return Word.quoted(text);
  }

  String assignment(String name, Text value) {
    used.addAll(value.references());
    return Word.assignment(name, value);
  }

  /** A text as a word where a port is meant. */
  String port(Text text) {
    ports.addAll(text.references());
    return word(text);
  }

  /** The text with all defaults filled in; empty where one has none. */
  Optional<String> plain(Text text) {
    return text.references().stream().allMatch(name -> otherwise(name).isPresent())
        ? Optional.of(text.filled(name -> otherwise(name).orElseThrow()))
        : Optional.empty();
  }

  /** The params that are used. */
  public List<Statement> statements() {
    return used.stream().filter(defaults::containsKey).map(this::statement).toList();
  }

  private Statement statement(String name) {
    var param = Statement.of("param", name, ports.contains(name) ? "port" : "string");
    return otherwise(name)
        .map(value -> param.and("default", Word.of(value)))
        .orElse(param)
        .with(List.of(Statement.of("from-env", name)));
  }
}
