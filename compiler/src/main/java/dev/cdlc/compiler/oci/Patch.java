package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.OciPatch;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what {@code oci} says into a finished config.json: objects on the way are made, {@code -}
 * stands for the place after an array's last entry (RFC 6901), and what an object says is merged
 * into the one that is there as in a JSON merge patch (RFC 7396).
 */
record Patch(ObjectNode config, Places places, Consumer<Diagnostic> diagnostics) {
  private static final String APPEND = "-";

  void apply(Located<OciPatch> patch) {
    read(patch).ifPresent(value -> put(patch, value));
  }

  private Optional<JsonNode> read(Located<OciPatch> patch) {
    byte[] json = patch.value().json().getBytes(StandardCharsets.UTF_8);
    try {
      return Optional.of(JsonText.read(new ByteArrayInputStream(json)));
    } catch (JacksonException e) {
      diagnostics.accept(unreadable(patch, e));
      return Optional.empty();
    }
  }

  private static Diagnostic unreadable(Located<OciPatch> patch, JacksonException e) {
    String subject = "what `oci` puts at `" + patch.value().pointer() + "` ";
    return switch (e) {
      case StreamConstraintsException _ ->
          Diagnostic.of(Code.INVALID_JSON, patch.span(), subject + "is beyond what can be read")
              .withHelp(
                  "values are nested 500 deep at most; a name has 50,000 characters at most, and a"
                      + " number 1,000 digits");
      default ->
          Diagnostic.of(Code.INVALID_JSON, patch.span(), subject + "is not JSON")
              .withLabel("goes wrong after " + e.getLocation().getCharOffset() + " characters")
              .withHelp("write one value in single quotes, numbers whole: '{\"idle\": 1}'");
    };
  }

  private void put(Located<OciPatch> patch, JsonNode value) {
    JsonNode holder = config;
    var place = new StringBuilder();
    boolean made = false;
    JsonPointer rest = JsonPointer.compile(patch.value().pointer());
    while (!rest.tail().matches()) {
      String name = rest.getMatchingProperty();
      boolean missing = holder instanceof ObjectNode object && !object.has(name);
      Optional<JsonNode> next = child(holder, name);
      if (next.isEmpty()) {
        diagnostics.accept(leadsNowhere(patch.span(), name));
        return;
      }
      place.append('/').append(escaped(name));
      if (missing && !made) {
        places.note(place.toString(), patch.span());
        made = true;
      }
      holder = next.get();
      rest = rest.tail();
    }
    Optional<String> last = put(holder, rest.getMatchingProperty(), value);
    last.ifPresentOrElse(
        name -> places.note(place + "/" + escaped(name), patch.span()),
        () -> diagnostics.accept(leadsNowhere(patch.span(), patch.value().pointer())));
  }

  /** What stands in an object or array by that name; an object is made where nothing does. */
  private static Optional<JsonNode> child(JsonNode holder, String name) {
    return switch (holder) {
      case ObjectNode object -> {
        JsonNode there = object.get(name);
        yield Optional.of(there == null ? object.putObject(name) : there);
      }
      case ArrayNode array -> index(array, name).map(array::get);
      default -> Optional.empty();
    };
  }

  /** Puts a value in its place; by what name or number it is found there. */
  private static Optional<String> put(JsonNode holder, String name, JsonNode value) {
    return switch (holder) {
      case ObjectNode object -> {
        merge(object, name, value);
        yield Optional.of(name);
      }
      case ArrayNode array when name.equals(APPEND) -> {
        array.add(value);
        yield Optional.of(Integer.toString(array.size() - 1));
      }
      case ArrayNode array ->
          index(array, name)
              .map(
                  index -> {
                    array.set(index, value);
                    return name;
                  });
      default -> Optional.empty();
    };
  }

  private static void merge(ObjectNode object, String name, JsonNode value) {
    if (value.isNull()) {
      object.remove(name);
    } else if (value instanceof ObjectNode said) {
      ObjectNode into =
          object.get(name) instanceof ObjectNode there ? there : object.putObject(name);
      said.properties().forEach(entry -> merge(into, entry.getKey(), entry.getValue()));
    } else {
      object.set(name, value);
    }
  }

  private static Optional<Integer> index(ArrayNode array, String name) {
    boolean number = !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> isDigit(c));
    return Optional.of(name)
        .filter(_ -> number)
        .map(Integer::parseInt)
        .filter(index -> index < array.size());
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static Diagnostic leadsNowhere(Span span, String name) {
    return Diagnostic.of(
            Code.INVALID_POINTER, span, "the pointer leads nowhere: `" + name + "` is not there")
        .withHelp("an array has entries from 0 on, and `-` after the last; a value has none");
  }
}
