package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.explain.Notation.Example;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says how values are written: a page for each notation, and for each type of the registry. */
final class TypePage {
  private TypePage() {}

  /** Notations, then the types that have no notation of their own name. */
  static List<String> names() {
    return Stream.concat(
            Arrays.stream(Notation.values()).map(Notation::title),
            Arrays.stream(ValueType.values()).map(TypePage::title))
        .distinct()
        .toList();
  }

  /** A type's name, as people write it. */
  static String title(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Optional<ValueType> called(String title) {
    return Arrays.stream(ValueType.values()).filter(type -> title(type).equals(title)).findFirst();
  }

  static Optional<String> find(String title) {
    return Notation.called(title).map(TypePage::of).or(() -> called(title).map(TypePage::of));
  }

  /** The statements that take a value of one of the types. */
  static List<String> takers(List<ValueType> types) {
    return Registry.all().stream()
        .map(Keyword::entry)
        .filter(entry -> takes(entry, types))
        .map(StatementPath::of)
        .distinct()
        .toList();
  }

  private static boolean takes(Entry entry, List<ValueType> types) {
    return entry.parameters().stream().anyMatch(parameter -> types.contains(parameter.type()));
  }

  private static String of(Notation notation) {
    var page = new StringBuilder(Lines.title(notation.title(), "a type of values"));
    page.append(Lines.paragraph(notation.doc())).append('\n');
    notation.right().forEach(example -> append(page, example));
    page.append("\n  Not so:\n\n");
    notation.wrong().forEach(example -> append(page, example));
    return page.append('\n').append(takenBy(notation.types())).toString();
  }

  private static void append(StringBuilder page, Example example) {
    page.append(Lines.field(example.written(), example.note()));
  }

  private static String of(ValueType type) {
    var page = new StringBuilder(Lines.title(title(type), "a type of values"));
    page.append(Lines.paragraph(Lines.sentence(type.doc())));
    if (!type.words().isEmpty()) {
      page.append('\n').append(Lines.field("words", String.join(", ", type.words())));
    }
    return page.append('\n').append(takenBy(List.of(type))).toString();
  }

  private static String takenBy(List<ValueType> types) {
    List<String> takers = takers(types);
    return takers.isEmpty() ? "" : Lines.field("taken by", String.join(", ", takers));
  }
}
