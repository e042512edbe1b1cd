package dev.cdlc.importer.oci;

import dev.cdlc.schemas.JsonText;
import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configs made up along the schema: each property may be there, with a value that it may have. The
 * same seed gives the same config.
 */
final class RandomConfig {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode SCHEMA = schema();

  /** By the expression that the schema asks for. */
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry("^1\\.[0-3]\\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$", List.of("1.0.2", "1.2.0")),
          Map.entry("^[^\\x00]+$", List.of("x", "a b", "it's", "proc", "ro", "bind", "\u202e$")),
          Map.entry("^[^\\x00]*$", List.of("", "x", "a;b <c>", "--k=v,w", "#", "\\n\n", "run")),
          Map.entry("^/[^\\x00]*$", List.of("/", "/a", "/a//b/", "/proc/x", "/../x", "/dev/n")),
          Map.entry("^[^=\\x00]+=[^\\x00]*$", List.of("A=1", "B=", "PATH=/bin", "a.b=c d", "A=2")),
          Map.entry(
              "^(?!.*[,-][,-])(?!.*-[0-9]+-)[0-9]([0-9,-]*[0-9])?$",
              List.of("0", "0-3,7", "3-1", "99999")),
          Map.entry("^(?!\\.{1,2}$)[^/:\\s]{1,15}$", List.of("eth0", "wan", "a,b")),
          Map.entry("^[rwm]{1,3}$", List.of("r", "rwm", "rr")),
          Map.entry("^[1-9][0-9]*[KMG]B$", List.of("2MB", "1GB", "64KB", "3MB")),
          Map.entry("^[a-z_][a-z0-9_]*$", List.of("read", "clone", "mount", "no_such_call")),
          Map.entry("^MB:[^\\n\\x00]*$", List.of("MB:0=70")),
          Map.entry("^[^/\\x00]+$", List.of("memory.high", "cpu.weight", "x")));

  private static final List<String> KEYS = List.of("com.example.a", "org.cdlc.init", "x/y", "a b");

  private final Random random;

  private RandomConfig(Random random) {
    this.random = random;
  }

  static JsonNode of(long seed) {
    var config = new RandomConfig(new Random(seed));
    JsonNode made = config.value(SCHEMA);
    while (!Schemas.validate(SchemaId.OCI_CONFIG, made).isEmpty()) {
      made = config.value(SCHEMA);
    }
    return made;
  }

  private static JsonNode schema() {
    try (InputStream text = Schemas.class.getResourceAsStream("oci-config.schema.json")) {
      return JsonText.read(Objects.requireNonNull(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode value(JsonNode schema) {
    if (schema.has("$ref")) {
      return value(SCHEMA.at(schema.path("$ref").asString().substring(1)));
    }
    if (schema.has("enum")) {
      return any(Json.entries(schema.path("enum")));
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "string" -> NODES.stringNode(text(schema));
      case "integer" -> NODES.numberNode(number(schema));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> throw new IllegalStateException("a schema of no type: " + schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    List<String> required = Json.texts(schema.path("required"));
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
        object.set(property.getKey(), value(property.getValue()));
      }
    }
    if (schema.path("additionalProperties") instanceof ObjectNode values) {
      for (int count = random.nextInt(3); count > 0; count--) {
        object.set(key(schema.path("propertyNames")), value(values));
      }
    }
    dropUnfit(schema, object);
    return object;
  }

  private String key(JsonNode names) {
    JsonNode schema =
        names.has("$ref") ? SCHEMA.at(names.path("$ref").asString().substring(1)) : names;
    return schema.has("pattern") ? text(schema) : any(KEYS);
  }

  /** Properties that need others, or exclude each other, are left out instead. */
  private static void dropUnfit(JsonNode schema, ObjectNode object) {
    for (var needs : schema.path("dependentRequired").properties()) {
      if (!Json.texts(needs.getValue()).stream().allMatch(object::has)) {
        object.remove(needs.getKey());
      }
    }
    String action = object.path("action").asString(object.path("defaultAction").asString(""));
    if (!Set.of("SCMP_ACT_ERRNO", "SCMP_ACT_TRACE").contains(action)) {
      object.remove(List.of("errnoRet", "defaultErrnoRet"));
    }
  }

  private ArrayNode array(JsonNode schema) {
    ArrayNode array = NODES.arrayNode();
    Set<JsonNode> seen = new HashSet<>();
    int least = schema.path("minItems").intValue(0);
    int most = schema.path("maxItems").intValue(least + 3);
    for (int count = least + random.nextInt(most - least + 1); count > 0; count--) {
      JsonNode entry = value(schema.path("items"));
      boolean once = schema.has("allOf") || schema.path("uniqueItems").booleanValue(false);
      if (!once || seen.add(Optional.ofNullable(entry.get("type")).orElse(entry))) {
        array.add(entry);
      }
    }
    return array;
  }

  private String text(JsonNode schema) {
    String pattern = schema.path("pattern").asString("");
    if (pattern.isEmpty()) {
      return any(KEYS);
    }
    return any(
        Optional.ofNullable(TEXTS.get(pattern))
            .orElseThrow(() -> new IllegalStateException("no text for " + pattern)));
  }

  private BigInteger number(JsonNode schema) {
    BigInteger least = schema.path("minimum").bigIntegerValue(BigInteger.ZERO);
    BigInteger most = schema.path("maximum").bigIntegerValue(BigInteger.valueOf(100_000));
    return any(
        Stream.of(
                least,
                most,
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.valueOf(300),
                BigInteger.valueOf(100_000),
                BigInteger.valueOf(536_870_912),
                BigInteger.valueOf(random.nextInt(1_000_000)))
            .filter(number -> number.compareTo(least) >= 0 && number.compareTo(most) <= 0)
            .toList());
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
