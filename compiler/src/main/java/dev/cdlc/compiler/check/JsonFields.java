package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.Json.Property;
import dev.cdlc.compiler.model.Located;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The properties of a JSON object, read by their names. One that is null counts as not said. */
final class JsonFields {
  private final Map<String, Property> said = new HashMap<>();
  private final Span place;
  private final JsonFindings findings;

  private JsonFields(Span place, JsonFindings findings) {
    this.place = place;
    this.findings = findings;
  }

  /**
   * The properties of an object; empty where a value is none. That is reported, and so is each
   * property of another name.
   *
   * @param names those that it may have
   */
  static Optional<JsonFields> of(Json value, List<String> names, JsonFindings findings) {
    if (value instanceof Json.Mapping object) {
      var fields = new JsonFields(JsonFindings.place(object), findings);
      object.properties().forEach(property -> fields.take(property, names));
      return Optional.of(fields);
    }
    findings.wrongType(value, "an object");
    return Optional.empty();
  }

  private void take(Property property, List<String> names) {
    if (!names.contains(property.name())) {
      findings.add(unknown(property, names));
    } else if (!(property.value() instanceof Json.Null)) {
      said.put(property.name(), property);
    }
  }

  JsonFindings findings() {
    return findings;
  }

  /** Where the object begins. */
  Span place() {
    return place;
  }

  /** Where the name of a property stands, if the object has it. */
  Optional<Span> name(String name) {
    return Optional.ofNullable(said.get(name)).map(Property::place);
  }

  /** Whether a property is not said, or is an array without items. */
  boolean isEmpty(String name) {
    return value(name)
        .map(value -> value instanceof Json.Sequence(var items, _) && items.isEmpty())
        .orElse(true);
  }

  Optional<Located<String>> text(String name) {
    return text(name, Reading.Value::new);
  }

  <T> Optional<Located<T>> text(String name, Function<String, Reading<T>> type) {
    return value(name).flatMap(value -> findings.text(value, type));
  }

  /** A number from 0 to {@code most}. */
  Optional<Located<Integer>> number(String name, int most) {
    return number(name, BigInteger.valueOf(most))
        .map(read -> new Located<>(read.value().intValue(), read.span()));
  }

  Optional<Located<BigInteger>> number(String name, BigInteger most) {
    return value(name).flatMap(value -> findings.number(value, most));
  }

  /** The items of an array; none where it is not said. */
  List<Json> items(String name) {
    return value(name).map(findings::items).orElse(List.of());
  }

  /** The texts of an array; none where it is not said. */
  <T> List<Located<T>> texts(String name, Function<String, Reading<T>> type) {
    return items(name).stream().flatMap(item -> findings.text(item, type).stream()).toList();
  }

  Optional<JsonFields> object(String name, List<String> names) {
    return value(name).flatMap(value -> of(value, names, findings));
  }

  /**
   * Reports that a property is not there, if it is not.
   *
   * @param what the object, as the subject of a sentence
   * @param example the property and its value
   */
  void require(String name, String what, String example) {
    if (!said.containsKey(name)) {
      findings.add(
          Diagnostic.of(Code.INVALID_FILTER_FILE, place, what + " has no `" + name + "`")
              .withHelp("add it: `" + example + "`"));
    }
  }

  private Optional<Json> value(String name) {
    return Optional.ofNullable(said.get(name)).map(Property::value);
  }

  private static Diagnostic unknown(Property property, List<String> names) {
    return Diagnostic.of(
            Code.UNKNOWN_OPTION,
            property.place(),
            "there is no property `" + property.name() + "` here")
        .withHelp(
            Suggestion.nearest(property.name(), names)
                .map(near -> "did you mean `" + near.word() + "`?")
                .orElse("there are `" + String.join("`, `", names) + "`"));
  }
}
