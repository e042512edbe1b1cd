package dev.cdlc.compiler.oci;

import dev.cdlc.schemas.JsonText;
import dev.cdlc.schemas.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The properties that our schema of config.json knows, as paths: {@code process.rlimits[].soft},
 * with {@code *} for any key of a map.
 */
public final class SchemaProperties {
  private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> CONDITIONALS = List.of("then", "else");

  private final JsonNode schema;
  private final TreeSet<String> found = new TreeSet<>();

  private SchemaProperties(JsonNode schema) {
    this.schema = schema;
  }

  public static List<String> ofOciConfig() {
    var properties = new SchemaProperties(read());
    properties.walk(properties.schema, "");
    return List.copyOf(properties.found);
  }

  /** Whether a document says anything at a path. */
  public static boolean says(JsonNode document, String path) {
    return says(Stream.of(document), path.replace("[]", ".[]").split("\\."), 0);
  }

  private static boolean says(Stream<JsonNode> nodes, String[] steps, int next) {
    Stream<JsonNode> inside = nodes.flatMap(node -> step(node, steps[next]));
    return next + 1 == steps.length ? inside.findAny().isPresent() : says(inside, steps, next + 1);
  }

  private static Stream<JsonNode> step(JsonNode node, String name) {
    return switch (name) {
      case "[]", "*" -> node.valueStream();
      default -> Stream.ofNullable(node.get(name));
    };
  }

  private void walk(JsonNode node, String path) {
    if (node.isMissingNode()) {
      return;
    }
    if (node.has("$ref")) {
      walk(schema.at(node.get("$ref").asString().substring(1)), path);
    }
    node.path("properties")
        .forEachEntry((name, inside) -> enter(inside, path.isEmpty() ? name : path + "." + name));
    enterIfObject(node.path("additionalProperties"), path + ".*");
    enterIfObject(node.path("items"), path + "[]");
    ALTERNATIVES.forEach(word -> node.path(word).forEach(inside -> walk(inside, path)));
    CONDITIONALS.forEach(word -> walk(node.path(word), path));
  }

  private void enterIfObject(JsonNode inside, String path) {
    if (inside.isObject()) {
      enter(inside, path);
    }
  }

  /** A list that may hold nothing says nothing. */
  private void enter(JsonNode inside, String path) {
    if (inside.path("maxItems").asInt(1) > 0) {
      found.add(path);
      walk(inside, path);
    }
  }

  private static JsonNode read() {
    try (InputStream in = Schemas.class.getResourceAsStream("oci-config.schema.json")) {
      return JsonText.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
