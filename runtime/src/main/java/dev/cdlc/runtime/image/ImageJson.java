package dev.cdlc.runtime.image;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of an image, or a part of it: what it says under a name, if it is of the kind that
 * is asked for. Whoever wrote it is not trusted: depth and size are bounded.
 */
public record ImageJson(String name, Map<String, Object> properties) {
  /** As much as registries take for a manifest, in bytes. */
  public static final int LONGEST = 4 << 20;

  private static final int DEEPEST = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxDocumentLength(LONGEST)
                  .build())
          .build();

  /** Reads an object. */
  public static ImageJson object(String name, byte[] text) throws ArchiveException {
    return of(name, value(name, text));
  }

  /** Reads an array of objects. */
  static List<ImageJson> array(String name, byte[] text) throws ArchiveException {
    if (value(name, text) instanceof List<?> items) {
      return objects(name, items);
    }
    throw wrong(name);
  }

  private static Object value(String name, byte[] text) throws ArchiveException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Object value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw wrong(name);
      }
      return value;
    } catch (JacksonException e) {
      throw new ArchiveException("%s is no JSON: %s".formatted(name, e.getOriginalMessage()));
    }
  }

  /** Numbers are as they are written: none that is read is a fraction. */
  private static Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new StreamReadException(parser, "no value");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> properties = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          properties.put(name, value(parser, parser.nextToken()));
        }
        yield properties;
      }
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (JsonToken item = parser.nextToken();
            item != JsonToken.END_ARRAY;
            item = parser.nextToken()) {
          items.add(value(parser, item));
        }
        yield items;
      }
      case VALUE_STRING -> parser.getString();
      default -> new Other(parser.getString());
    };
  }

  /** A number, a truth value, or null. */
  private record Other(String text) {}

  private static ImageJson of(String name, Object value) throws ArchiveException {
    if (!(value instanceof Map<?, ?> properties)) {
      throw wrong(name);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    properties.forEach((key, property) -> copy.put((String) key, property));
    return new ImageJson(name, copy);
  }

  private static List<ImageJson> objects(String name, List<?> items) throws ArchiveException {
    List<ImageJson> objects = new ArrayList<>();
    for (Object item : items) {
      objects.add(of(name, item));
    }
    return objects;
  }

  public Optional<String> text(String key) {
    return properties.get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Null counts as an empty list, as Go writes it. */
  List<String> texts(String key) throws ArchiveException {
    List<String> texts = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof String text)) {
        throw wrong(name);
      }
      texts.add(text);
    }
    return texts;
  }

  List<ImageJson> objects(String key) throws ArchiveException {
    return objects(name, items(key));
  }

  private List<?> items(String key) throws ArchiveException {
    Object value = properties.get(key);
    if (value == null || value.equals(new Other("null"))) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items;
    }
    throw wrong(name);
  }

  /** An empty object where there is none. */
  public ImageJson object(String key) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (properties.get(key) instanceof Map<?, ?> object) {
      object.forEach((name, property) -> copy.put((String) name, property));
    }
    return new ImageJson(name, copy);
  }

  long number(String key) throws ArchiveException {
    if (!(properties.get(key) instanceof Other(String digits))) {
      throw wrong(name);
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw wrong(name);
    }
  }

  Digest digest(String key) throws ArchiveException {
    return asDigest(text(key).orElse(""));
  }

  List<Digest> digests(String key) throws ArchiveException {
    List<Digest> digests = new ArrayList<>();
    for (String text : texts(key)) {
      digests.add(asDigest(text));
    }
    return digests;
  }

  private Digest asDigest(String text) throws ArchiveException {
    if (!Digest.isOne(text)) {
      throw new ArchiveException("%s has `%s` where a digest should be".formatted(name, text));
    }
    return new Digest(text);
  }

  private static ArchiveException wrong(String name) {
    return new ArchiveException(name + " is not made as the specification says");
  }
}
