package dev.cdlc.compiler.fuzz;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A file that is right in shape: params, lets, profiles, containers and variants that name each
 * other, and in them any statement that may stand there, with arguments right and wrong.
 */
final class RandomFile {
  private static final int MOST_OF_A_KIND = 3;
  private static final int MOST_STATEMENTS = 7;
  private static final int MOST_WORDS = 4;

  private final Dice dice;
  private final StringBuilder out = new StringBuilder();

  RandomFile(Dice dice) {
    this.dice = dice;
  }

  String text() {
    each(this::param);
    each(i -> out.append("let l").append(i).append(' ').append(Words.any(dice)).append(";\n"));
    each(i -> body("profile h" + i + uses(), Context.CONTAINER, ""));
    each(i -> body("container c" + i + uses(), Context.CONTAINER, "root ./fs; run x;"));
    if (dice.chance(30)) {
      each(i -> body("variant v" + i, Context.VARIANT, ""));
    }
    if (dice.chance(30)) {
      statement(Context.FILE);
    }
    return out.toString();
  }

  /** One statement, with its block, as it may stand in a container. */
  String statement() {
    statement(Context.CONTAINER);
    return out.toString();
  }

  /** Up to three of a kind, each with its number. */
  private void each(IntConsumer declaration) {
    int count = dice.below(MOST_OF_A_KIND + 1);
    for (int i = 0; i < count; i++) {
      declaration.accept(i);
    }
  }

  private void param(int number) {
    String type = dice.anyOf(ValueType.PARAM_TYPE.words());
    String fallback = dice.chance(60) ? " default " + Words.any(dice) : "";
    String head = "param p" + number + " " + type + fallback;
    if (dice.chance(60)) {
      body(head, Context.PARAM, "");
    } else {
      out.append(head).append(";\n");
    }
  }

  private String uses() {
    return dice.chance(50)
        ? " use " + dice.anyOf(List.of("h0", "h1", "h2", "hardened", "h0, h1"))
        : "";
  }

  private void body(String head, Context inside, String first) {
    out.append(head).append(" <\n").append(first);
    for (int left = dice.below(MOST_STATEMENTS + 1); left > 0; left--) {
      statement(inside);
    }
    out.append(">\n");
  }

  private void statement(Context context) {
    List<Keyword> choices =
        Registry.all().stream().filter(keyword -> keyword.entry().home() == context).toList();
    if (dice.chance(15)) {
      out.append(dice.anyOf(Words.COMMENTS));
    }
    if (dice.chance(3)) {
      out.append("try ");
    }
    statement(dice.anyOf(choices));
  }

  private void statement(Keyword keyword) {
    Entry entry = keyword.entry();
    var head = new StringBuilder(entry.title());
    entry.parameters().forEach(parameter -> head.append(arguments(keyword, parameter)));
    boolean opens =
        switch (entry.blockRule()) {
          case NONE -> dice.chance(1);
          case OPTIONAL, OR_ARGUMENTS -> dice.chance(40);
          case REQUIRED -> !dice.chance(3);
        };
    if (opens) {
      body(head.toString(), entry.block().orElse(Context.CONTAINER), "");
    } else {
      out.append(head).append(";\n");
    }
  }

  private String arguments(Keyword keyword, Parameter parameter) {
    int count = dice.chance(3) ? dice.below(MOST_WORDS) : usual(parameter);
    var words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(i > 0 && parameter.separatedByCommas() ? ", " : " ");
      words.append(Words.of(keyword, parameter, dice));
    }
    return count == 0 ? "" : prefix(parameter) + words;
  }

  private int usual(Parameter parameter) {
    return switch (parameter.arity()) {
      case ONE, SCRIPT -> 1;
      case OPTIONAL, OPTIONAL_NUMBER, BEHIND_WORD, WORD_AND_MORE -> dice.below(2);
      case OPTIONS, REST, ITEMS_BEHIND_WORD -> dice.below(MOST_WORDS);
      case ITEMS, ENTRIES, WORDS -> 1 + dice.below(MOST_WORDS);
    };
  }

  /** The fixed word before the values. */
  private static String prefix(Parameter parameter) {
    return switch (parameter.arity()) {
      case BEHIND_WORD, ITEMS_BEHIND_WORD -> " " + parameter.word();
      case ONE,
          OPTIONAL,
          OPTIONAL_NUMBER,
          WORD_AND_MORE,
          OPTIONS,
          ITEMS,
          ENTRIES,
          WORDS,
          REST,
          SCRIPT ->
          "";
    };
  }
}
