package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Characters that no place of a source may hold, comments and quotes included: they are invisible,
 * or make a text look like another. See UTS #55, "Unicode Source Code Handling".
 */
final class ForbiddenCharacters {
  private static final int MOST_SHOWN = 4;

  private ForbiddenCharacters() {}

  private enum Kind {
    NUL("no argument, path or name can hold it"),
    BYTE_ORDER_MARK("belongs at the very start of a file only"),
    BIDI_CONTROL("invisible; it can make a text look like another"),
    CARRIAGE_RETURN("ends no line unless a line feed follows"),
    CONTROL("written \\u{…} inside double quotes, where it is meant");

    private final String why;

    Kind(String why) {
      this.why = why;
    }
  }

  /** One report for each kind of character, at its first place. */
  static List<Diagnostic> in(Source source) {
    Map<Kind, List<Integer>> places = new EnumMap<>(Kind.class);
    for (int i = 0; i < source.length(); i++) {
      Optional<Kind> kind = kind(source, i);
      if (kind.isPresent()) {
        places.computeIfAbsent(kind.get(), _ -> new ArrayList<>()).add(i);
      }
    }
    return places.entrySet().stream()
        .map(entry -> report(source, entry.getKey(), entry.getValue()))
        .toList();
  }

  static boolean within(Source source, Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (kind(source, i).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Kind> kind(Source source, int at) {
    int c = source.at(at);
    if (c >= ' ' && c <= '~') {
      return Optional.empty();
    }
    return switch (c) {
      case '\t', '\n', '\f' -> Optional.empty();
      case '\r' -> source.at(at + 1) == '\n' ? Optional.empty() : Optional.of(Kind.CARRIAGE_RETURN);
      case 0 -> Optional.of(Kind.NUL);
      case 0xFEFF -> Optional.of(Kind.BYTE_ORDER_MARK);
      // Bidi_Control of the Unicode Character Database, PropList.txt
      case 0x061C, 0x200E, 0x200F -> Optional.of(Kind.BIDI_CONTROL);
      default -> otherKind(c);
    };
  }

  private static Optional<Kind> otherKind(int c) {
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
      return Optional.of(Kind.BIDI_CONTROL);
    }
    return Character.isISOControl(c) && !Blanks.looksLikeSpace(c)
        ? Optional.of(Kind.CONTROL)
        : Optional.empty();
  }

  private static Diagnostic report(Source source, Kind kind, List<Integer> places) {
    int first = places.getFirst();
    var found =
        Diagnostic.of(
                Code.FORBIDDEN_CHARACTER,
                character(source, first),
                "the file holds the character " + name(source.at(first)))
            .withLabel(kind.why);
    for (int at : places.subList(1, Math.min(places.size(), MOST_SHOWN))) {
      found = found.withRelated(character(source, at), "and here");
    }
    if (places.size() > MOST_SHOWN) {
      return found.withHelp(
          "%d more are not shown; remove them all".formatted(places.size() - MOST_SHOWN));
    }
    Edit[] edits =
        places.stream().map(at -> new Edit(character(source, at), "")).toArray(Edit[]::new);
    return found.withFix(places.size() == 1 ? "remove it" : "remove them", edits);
  }

  /** As in {@code U+202E (right-to-left override)}. */
  private static String name(int c) {
    String name = Character.getName(c).toLowerCase(Locale.ROOT).replaceFirst(" \\(.*", "");
    return "U+%04X (%s)".formatted(c, name);
  }

  private static Span character(Source source, int at) {
    return source.span(at, at + 1);
  }
}
