package dev.cdlc.compiler.diff;

import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diff.Change.Origin;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.Json.Mapping;
import dev.cdlc.compiler.json.ReadJson;
import dev.cdlc.compiler.json.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Compares containers by what their config.json asks of the kernel. */
public final class Diff {
  private static final Wanted CONFIG =
      new Wanted("config.json", "see `cdlc compile`", Code.NOT_JSON, Code.PROPERTY_TWICE);
  private static final String DEFAULT_ACTION = "linux.seccomp.defaultAction";
  private static final String RULES = "linux.seccomp.syscalls";

  /** A version of a container, taken apart: by property, then by key. */
  private record Version(CompiledContainer container, Map<Property, Map<String, Entry>> entries) {
    Map<String, Entry> of(Property property) {
      return entries.getOrDefault(property, Map.of());
    }

    Optional<String> defaultAction() {
      return entries.entrySet().stream()
          .filter(one -> one.getKey().path().equals(DEFAULT_ACTION))
          .flatMap(one -> one.getValue().values().stream())
          .map(Entry::text)
          .findFirst();
    }

    Origin origin(String pointer) {
      var origins = container.emission().origins();
      return new Origin(origins.at(pointer), origins.sources());
    }
  }

  private final List<Change> changes = new ArrayList<>();

  private Diff() {}

  /** What changes, container by container, those that come or go included. */
  public static List<Change> between(
      SortedMap<String, CompiledContainer> before, SortedMap<String, CompiledContainer> after) {
    var diff = new Diff();
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.forEach(
        name ->
            diff.container(
                name,
                Optional.ofNullable(before.get(name)).map(Diff::version),
                Optional.ofNullable(after.get(name)).map(Diff::version)));
    return List.copyOf(diff.changes);
  }

  private void container(String name, Optional<Version> before, Optional<Version> after) {
    if (before.isPresent() && after.isPresent()) {
      Property.ALL.forEach(property -> property(name, property, before.get(), after.get()));
      return;
    }
    Version version = before.or(() -> after).orElseThrow();
    changes.add(
        new Change(
            name,
            "container",
            "",
            before.map(_ -> ""),
            after.map(_ -> ""),
            before.isPresent() ? Effect.NARROWS : Effect.WIDENS,
            "A container as a whole: all that it asks for comes or goes with it.",
            version.origin("")));
  }

  private void property(String container, Property property, Version before, Version after) {
    Map<String, Entry> old = before.of(property);
    Map<String, Entry> now = after.of(property);
    var keys = new TreeSet<>(old.keySet());
    keys.addAll(now.keySet());
    Judge judge =
        property.path().equals(RULES)
            ? FilterJudge.withDefaults(before.defaultAction(), after.defaultAction())
            : property.judge();
    for (String key : keys) {
      Optional<Entry> left = Optional.ofNullable(old.get(key));
      Optional<Entry> right = Optional.ofNullable(now.get(key));
      Optional<String> was = left.map(Entry::text);
      Optional<String> is = right.map(Entry::text);
      if (!was.equals(is)) {
        Origin origin =
            right
                .map(entry -> after.origin(entry.pointer()))
                .orElseGet(() -> before.origin(left.orElseThrow().pointer()));
        changes.add(
            new Change(
                container,
                property.path(),
                key,
                was,
                is,
                judge.of(was, is),
                property.meaning(),
                origin));
      }
    }
  }

  private static Version version(CompiledContainer container) {
    var source = new Source(new SourceId("config.json"), container.configJson());
    Json config = ReadJson.read(source, CONFIG).value().orElseThrow();
    var entries = new LinkedHashMap<Property, Map<String, Entry>>();
    Property.ALL.forEach(property -> entries.put(property, entriesOf(property, config)));
    return new Version(container, Collections.unmodifiableMap(entries));
  }

  private static Map<String, Entry> entriesOf(Property property, Json config) {
    return at(config, property.path())
        .map(value -> property.keying().entries(value, pointer(property.path())))
        .orElse(Map.of());
  }

  private static String pointer(String path) {
    return "/" + path.replace('.', '/');
  }

  private static Optional<Json> at(Json value, String path) {
    Optional<Json> found = Optional.of(value);
    for (String name : path.split("\\.", -1)) {
      found = found.flatMap(inside -> property(inside, name));
    }
    return found;
  }

  private static Optional<Json> property(Json value, String name) {
    return value instanceof Mapping mapping
        ? mapping.get(name).map(Json.Property::value)
        : Optional.empty();
  }
}
