package dev.cdlc.importer.oci;

import static java.util.Map.entry;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.compiler.oci.Origins.Place;
import dev.cdlc.importer.json.JsonDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * From places in imported CDL to those in the config.json that it was made of, by way of the one
 * that it compiles to. Both mean the same, but entries of arrays may stand in another order.
 */
final class ConfigPlaces {
  /** What entries of an array are known by, where they are not equal. */
  private static final List<String> KEYS = List.of("destination", "type", "path", "name");

  /** What would hold that which a finding misses; elsewhere, the whole container is meant. */
  private static final Map<Code, String> MISSED =
      Map.ofEntries(
          entry(Code.HOST_PID_NAMESPACE, "/linux/namespaces"),
          entry(Code.HOST_NETWORK_NAMESPACE, "/linux/namespaces"),
          entry(Code.HOST_IPC_NAMESPACE, "/linux/namespaces"),
          entry(Code.HOST_UTS_NAMESPACE, "/linux/namespaces"),
          entry(Code.NO_USER_NAMESPACE, "/linux/namespaces"),
          entry(Code.RUNS_AS_ROOT, "/process/user"),
          entry(Code.NO_LABEL, "/process"),
          entry(Code.RISKY_CALL, "/linux/seccomp"),
          entry(Code.NO_MEMORY_LIMIT, "/linux/resources"),
          entry(Code.NO_CPU_LIMIT, "/linux/resources"),
          entry(Code.NO_PIDS_LIMIT, "/linux/resources"));

  private final JsonDocument document;
  private final Source cdl;
  private final JsonNode emitted;
  private final Map<String, Span> asked = new TreeMap<>();

  ConfigPlaces(JsonDocument document, Source cdl, Emission emission) {
    this.document = document;
    this.cdl = cdl;
    this.emitted = emission.json();
    emission.origins().places().forEach(this::note);
  }

  /** What is implied was asked for by nobody, and the whole by everything. */
  private void note(String pointer, Place place) {
    if (!place.implied() && !pointer.isEmpty()) {
      asked.put(pointer, place.span());
    }
  }

  /**
   * The value that a finding is about, and its JSON pointer; for what is absent, the nearest that
   * would hold it.
   */
  Label of(Diagnostic found) {
    String compiled = pointer(found.primary().span());
    String pointer =
        compiled.isEmpty()
            ? there(MISSED.getOrDefault(found.code(), ""))
            : inDocument(JsonPointer.compile(compiled));
    String text = cdl.slice(found.primary().span());
    String closer =
        holding(text, pointer).or(() -> holding("CAP_" + text, pointer)).orElse(pointer);
    return new Label(place(closer), closer);
  }

  /** The first value below another that is a text. */
  private Optional<String> holding(String text, String below) {
    return document.values().keySet().stream()
        .filter(pointer -> pointer.startsWith(below + "/"))
        .filter(pointer -> document.root().at(pointer).asString("").equals(text))
        .min(Comparator.naturalOrder());
  }

  /** The place of what a stretch of CDL was made of. */
  Span of(Span cdl) {
    return place(inDocument(JsonPointer.compile(pointer(cdl))));
  }

  /** A value that the document has, or the nearest that would hold it. */
  private String there(String pointer) {
    return document.root().at(pointer).isMissingNode()
        ? there(pointer.substring(0, pointer.lastIndexOf('/')))
        : pointer;
  }

  private String pointer(Span cdl) {
    return exactly(cdl).or(() -> around(cdl)).orElseGet(() -> within(cdl));
  }

  private Optional<String> exactly(Span cdl) {
    return asked.entrySet().stream()
        .filter(entry -> entry.getValue().equals(cdl))
        .map(Map.Entry::getKey)
        .min(Comparator.comparingInt(String::length));
  }

  private Optional<String> around(Span cdl) {
    return asked.entrySet().stream()
        .filter(entry -> entry.getValue().contains(cdl))
        .min(Comparator.comparingInt(entry -> entry.getValue().end() - entry.getValue().start()))
        .map(Map.Entry::getKey);
  }

  /** What all values have in common that were asked for there. */
  private String within(Span cdl) {
    return asked.entrySet().stream()
        .filter(entry -> cdl.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .reduce(ConfigPlaces::common)
        .orElse("");
  }

  private static String common(String one, String other) {
    String holder = one;
    while (!(other + "/").startsWith(holder + "/")) {
      holder = holder.substring(0, holder.lastIndexOf('/'));
    }
    return holder;
  }

  /** Where the document has the value that the compiled config has there. */
  private String inDocument(JsonPointer compiled) {
    var found = new StringBuilder();
    JsonNode is = emitted;
    JsonNode was = document.root();
    for (JsonPointer rest = compiled; !rest.matches(); rest = rest.tail()) {
      JsonPointer step = JsonPointer.empty().appendProperty(rest.getMatchingProperty());
      Optional<String> next = step(step, is, was);
      if (next.isEmpty()) {
        break;
      }
      found.append(next.get());
      is = is.at(step);
      was = was.at(next.get());
    }
    return found.toString();
  }

  private static Optional<String> step(JsonPointer step, JsonNode is, JsonNode was) {
    if (is instanceof ArrayNode entries && was instanceof ArrayNode others) {
      JsonNode entry = entries.path(step.getMatchingIndex());
      return index(entry, others).stream().mapToObj(index -> "/" + index).findFirst();
    }
    return was.at(step).isMissingNode() ? Optional.empty() : Optional.of(step.toString());
  }

  private static OptionalInt index(JsonNode entry, ArrayNode others) {
    var equal =
        IntStream.range(0, others.size()).filter(i -> others.get(i).equals(entry)).findFirst();
    return equal.isPresent()
        ? equal
        : IntStream.range(0, others.size())
            .filter(i -> isKnownBy(others.get(i), entry))
            .findFirst();
  }

  private static boolean isKnownBy(JsonNode one, JsonNode other) {
    return KEYS.stream()
        .filter(key -> one.has(key) && other.has(key))
        .findFirst()
        .filter(key -> one.get(key).equals(other.get(key)))
        .isPresent();
  }

  /** The value; of one that goes over lines, its name or its bracket. */
  private Span place(String pointer) {
    Span value = document.at(pointer);
    Source source = document.source();
    return source.line(value.start()) == source.line(value.end())
        ? value
        : document.name(pointer).orElse(source.span(value.start(), value.start() + 1));
  }
}
