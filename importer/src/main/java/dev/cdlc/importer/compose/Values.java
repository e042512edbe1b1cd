package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.Report;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import dev.cdlc.importer.yaml.Yaml.Scalar;
import dev.cdlc.importer.yaml.Yaml.Sequence;
import java.util.List;
import java.util.Optional;

/** Values of a Compose file in the shapes that keys take. */
final class Values {
  private final Interpolation interpolation;
  private final Report report;

  Values(Interpolation interpolation, Report report) {
    this.interpolation = interpolation;
    this.report = report;
  }

  /** A text with its variables, and where it stands. */
  record Located(Text text, Span span) {}

  /** A name and what it has for a value, if anything. */
  record Named(String name, Optional<Located> value, Span span) {}

  Located located(Scalar scalar) {
    return new Located(interpolation.text(scalar.text(), scalar.span()), scalar.span());
  }

  /** A single value; null is none. */
  Optional<Located> text(Yaml value) {
    return switch (value) {
      case Scalar scalar -> Optional.of(scalar).filter(said -> !said.absent()).map(this::located);
      case Sequence _, Mapping _ -> {
        report.invalid(value.span(), "a single value must stand here", "write one text or number");
        yield Optional.empty();
      }
    };
  }

  /** Values of a list; a single one is a list of its own. */
  List<Located> texts(Yaml value) {
    return switch (value) {
      case Scalar _ -> text(value).stream().toList();
      case Sequence(var items, _) ->
          items.stream().map(this::text).flatMap(Optional::stream).toList();
      case Mapping mapping -> {
        report.invalid(mapping.span(), "a list must stand here", "write its values behind `- `");
        yield List.of();
      }
    };
  }

  /** The items of a list, each a text or a mapping; a single one is a list of its own. */
  List<Yaml> items(Yaml value) {
    return switch (value) {
      case Sequence(var items, _) -> items;
      case Scalar scalar -> scalar.absent() ? List.of() : List.of(value);
      case Mapping _ -> List.of(value);
    };
  }

  /** A mapping, or a list of {@code NAME=VALUE}. */
  List<Named> named(Yaml value) {
    return switch (value) {
      case Mapping(var entries, _) -> entries.stream().map(this::named).toList();
      case Sequence _, Scalar _ -> texts(value).stream().map(Values::assignment).toList();
    };
  }

  private Named named(Entry entry) {
    return new Named(entry.key(), text(entry.value()), entry.place().to(within(entry)));
  }

  /** An alias stands for a value that was written elsewhere. */
  private static Span within(Entry entry) {
    return entry.value().span().start() < entry.place().start()
        ? entry.place()
        : entry.value().span();
  }

  private static Named assignment(Located item) {
    Text.Cut cut = item.text().cut('=');
    return new Named(
        cut.before().shown(),
        cut.behind().map(value -> new Located(value, item.span())),
        item.span());
  }

  /** The entries of a mapping; of anything else, none. */
  List<Entry> entries(Yaml value) {
    return switch (value) {
      case Mapping(var entries, _) -> entries;
      case Scalar scalar when scalar.absent() -> List.of();
      case Scalar _, Sequence _ -> {
        report.invalid(value.span(), "a mapping must stand here", "write `key: value`, indented");
        yield List.of();
      }
    };
  }
}
