package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter.Arity;
import dev.cdlc.compiler.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Texts from nowhere: statements of the registry, and some of no registry, with words, quotes,
 * commas, comments and blanks in all places. Most of them parse; few of them make sense.
 */
final class RandomText {
  private static final int MOST_STATEMENTS = 5;
  private static final int DEEPEST = 4;

  private static final List<String> WORDS =
      List.of(
          "a",
          "B=1",
          "./some/folder",
          "/x",
          "50%",
          "512MiB",
          "-v",
          "--option=a,b",
          "a,b",
          "A,B,C=d",
          "https://host/path#part",
          "user",
          "memory",
          "container",
          "\"user\"",
          "\"\"",
          "''",
          "'single'",
          "'a \"double\" inside'",
          "'${raw}'",
          "\"${x}\"",
          "${x},b",
          "\"two words\"",
          "\"a,b\",c,'d,e'",
          "\"\\\"\\\\\\n\\u{1F433}\"",
          "$$HOME",
          "it\"'\"s",
          "a\"b\"'c'\"d\"",
          "'#'",
          "a#",
          "\"x\"#c",
          "日本\"語\"",
          "🐳",
          "a-word-of-some-length-that-helps-to-fill-a-line",
          "'and another, with spaces and so on, for the same'");

  private static final List<String> COMMENTS =
      List.of("# x", "## y", "#", "##", "#### z ####", "#!x\t", "# with ; and < and > \"", "#\"");

  private static final List<String> SPLINTERS =
      List.of("<", ">", ";", ",", "\"", "'", "#", "$", "{", "\\", "\n", "\u0000", "cpu ", "## ");

  private final Random random;
  private final String lineEnd;

  /** How often lines end where they need not, in percent. */
  private final int restlessness;

  private final StringBuilder out = new StringBuilder();

  private RandomText(Random random) {
    this.random = random;
    this.lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
    this.restlessness = random.nextInt(12);
  }

  static String of(Random random) {
    var text = new RandomText(random);
    text.statements(Optional.of(Context.FILE), 0);
    return text.out.toString();
  }

  /** A text with something put in or taken out anywhere. */
  static String damaged(Random random) {
    var text = new StringBuilder(of(random));
    int at = random.nextInt(text.length() + 1);
    return random.nextBoolean()
        ? text.insert(at, anyOf(SPLINTERS, random)).toString()
        : text.delete(at, Math.min(text.length(), at + 3)).toString();
  }

  private void statements(Optional<Context> context, int depth) {
    for (int left = random.nextInt(MOST_STATEMENTS); left > 0; left--) {
      between();
      statement(context, depth);
      if (left > 1 || chance(70)) {
        out.append(chance(restlessness) ? gap() : "").append(';');
      }
    }
    between();
  }

  private void statement(Optional<Context> context, int depth) {
    List<Entry> known =
        Registry.all().stream()
            .map(Keyword::entry)
            .filter(entry -> context.filter(entry.home()::equals).isPresent())
            .toList();
    if (known.isEmpty() || chance(15)) {
      unknown(depth);
    } else {
      out.append(chance(5) ? "try" + gap() : "");
      known(anyOf(known, random), depth);
    }
  }

  private void known(Entry entry, int depth) {
    out.append(String.join(gap(), entry.head()));
    entry.parameters().forEach(parameter -> arguments(parameter.arity()));
    boolean block =
        switch (entry.blockRule()) {
          case NONE -> false;
          case OPTIONAL, OR_ARGUMENTS -> chance(50);
          case REQUIRED -> true;
        };
    if (block && depth < DEEPEST) {
      block(entry.block(), depth);
    }
  }

  private void unknown(int depth) {
    out.append(chance(50) ? "unknown" : "\"user\"");
    arguments(chance(50) ? Arity.ITEMS : Arity.WORDS);
    if (depth < DEEPEST && chance(30)) {
      block(Optional.empty(), depth);
    }
  }

  private void block(Optional<Context> inside, int depth) {
    out.append(gap()).append('<');
    statements(inside, depth + 1);
    out.append('>');
  }

  private void arguments(Arity arity) {
    switch (arity) {
      case ONE, SCRIPT -> word();
      case OPTIONAL, OPTIONAL_NUMBER, BEHIND_WORD, WORD_AND_MORE, ITEMS_BEHIND_WORD ->
          words(random.nextInt(2));
      case OPTIONS, REST -> words(random.nextInt(4));
      case WORDS -> words(1 + random.nextInt(15));
      case ITEMS, ENTRIES -> list(1 + random.nextInt(random.nextInt(5) == 0 ? 30 : 5));
    }
  }

  private void words(int count) {
    for (int i = 0; i < count; i++) {
      word();
    }
  }

  private void list(int count) {
    for (int left = count; left > 0; left--) {
      words(chance(10) ? 2 : 1);
      if (left > 1 || chance(10)) {
        out.append(chance(restlessness) ? gap() : "").append(',');
      }
    }
  }

  private void word() {
    out.append(gap()).append(anyOf(WORDS, random));
  }

  /** At least one blank. */
  private String gap() {
    if (chance(restlessness)) {
      return (chance(50) ? " " + anyOf(COMMENTS, random) : "")
          + lineEnd
          + " ".repeat(random.nextInt(9));
    }
    return chance(10) ? " \t " : " ";
  }

  /** What may stand between statements, or nothing. */
  private void between() {
    while (chance(40)) {
      switch (random.nextInt(5)) {
        case 0 -> out.append(' ').append(anyOf(COMMENTS, random)).append(lineEnd);
        case 1 -> out.append(lineEnd).append(anyOf(COMMENTS, random)).append(lineEnd);
        case 2 -> out.append(lineEnd.repeat(1 + random.nextInt(3)));
        case 3 -> out.append(chance(20) ? ";" : "\f");
        default -> out.append(lineEnd).append("  ");
      }
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private static <T> T anyOf(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
