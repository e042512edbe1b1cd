package dev.cdlc.compiler.damage;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A source some of whose tokens were deleted, inserted, swapped or replaced.
 *
 * @param places where, in the source as it is now; empty where something was deleted
 */
record Damage(Source source, List<Span> places) {
  private static final int MOST_PLACES = 5;

  private static final List<String> SPLINTERS =
      List.of(
          "<",
          ">",
          ";",
          ",",
          "\"",
          "'",
          "#",
          "$",
          "${",
          "${x}",
          "{",
          "}",
          "\\",
          "\"\"",
          "\"two words\"",
          "x",
          "1",
          "50%",
          "512MiB",
          "/x",
          "A=1",
          "a,b",
          "on",
          "\n",
          "\u0000",
          "\u202E",
          "\u00A0",
          "日本");

  /** A stretch of the text; {@code touched} if it is damage. */
  private record Part(String text, boolean blank, boolean touched) {
    Part with(String changed) {
      return new Part(changed, blank, true);
    }
  }

  /** Breaks a source in one to five places. */
  static Damage of(Source good, Random random) {
    List<Part> parts = new ArrayList<>();
    for (Token token : Parse.parse(good, new LayoutNames()).value().orElseThrow().tokens()) {
      parts.add(new Part(good.slice(token.span()), token.kind() == Kind.BLANK, false));
    }
    for (int left = 1 + random.nextInt(MOST_PLACES); left > 0; left--) {
      harm(parts, random);
    }
    return of(good, parts);
  }

  private static Damage of(Source good, List<Part> parts) {
    var text = new StringBuilder();
    List<Span> places = new ArrayList<>();
    int at = 0;
    for (Part part : parts) {
      int end = at + part.text().codePointCount(0, part.text().length());
      if (part.touched()) {
        places.add(good.span(at, end));
      }
      text.append(part.text());
      at = end;
    }
    return new Damage(new Source(good.id(), text.toString()), places);
  }

  private static void harm(List<Part> parts, Random random) {
    int[] tokens = IntStream.range(0, parts.size()).filter(i -> !parts.get(i).blank()).toArray();
    if (tokens.length == 0) {
      parts.add(new Part(splinter(random), false, true));
      return;
    }
    int at = tokens[random.nextInt(tokens.length)];
    switch (random.nextInt(5)) {
      case 0 -> parts.set(at, parts.get(at).with(""));
      case 1 -> parts.add(at, new Part(stranger(parts, tokens, random) + " ", false, true));
      case 2 -> parts.add(at + 1, new Part(splinter(random), false, true));
      case 3 -> parts.set(at, parts.get(at).with(stranger(parts, tokens, random)));
      default -> swap(parts, at, tokens[random.nextInt(tokens.length)]);
    }
  }

  private static void swap(List<Part> parts, int at, int other) {
    String text = parts.get(at).text();
    parts.set(at, parts.get(at).with(parts.get(other).text()));
    parts.set(other, parts.get(other).with(text));
  }

  /** Another token of the file, the name of a statement, or something odd. */
  private static String stranger(List<Part> parts, int[] tokens, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> parts.get(tokens[random.nextInt(tokens.length)]).text();
      case 1 -> name(random);
      default -> splinter(random);
    };
  }

  private static String name(Random random) {
    List<Context> contexts = List.of(Context.values());
    Context context = contexts.get(random.nextInt(contexts.size()));
    List<String> names = List.copyOf(Registry.names(context));
    return names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
  }

  private static String splinter(Random random) {
    return SPLINTERS.get(random.nextInt(SPLINTERS.size()));
  }
}
