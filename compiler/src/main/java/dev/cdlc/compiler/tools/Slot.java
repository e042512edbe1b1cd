package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Parameter.Arity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a word of a statement may be.
 *
 * @param fixed whether the parameter's own word stands here, as in {@code default VALUE}
 */
record Slot(Parameter parameter, boolean fixed) {
  /**
   * What the word after some others may be, by the statement's parameters in their order.
   *
   * @param words those between the statement's head and the word
   */
  static List<Slot> after(Entry entry, List<String> words) {
    var slots = new ArrayList<Slot>();
    add(entry.parameters(), words, slots);
    return slots;
  }

  private static void add(List<Parameter> parameters, List<String> words, List<Slot> slots) {
    if (parameters.isEmpty()) {
      return;
    }
    Parameter first = parameters.getFirst();
    List<Parameter> others = parameters.subList(1, parameters.size());
    if (words.isEmpty()) {
      slots.add(new Slot(first, hasFixedWord(first)));
      if (!first.required()) {
        add(others, words, slots);
      }
    } else if (hasFixedWord(first)) {
      behindWord(first, others, words, slots);
    } else if (takesMany(first)) {
      slots.add(new Slot(first, false));
    } else {
      add(others, skips(first, words) ? words : words.subList(1, words.size()), slots);
    }
  }

  private static void behindWord(
      Parameter first, List<Parameter> others, List<String> words, List<Slot> slots) {
    if (!words.getFirst().equals(first.word())) {
      add(others, words, slots);
    } else if (words.size() == 1 || first.arity() == Arity.ITEMS_BEHIND_WORD) {
      slots.add(new Slot(first, false));
    } else {
      add(others, words.subList(2, words.size()), slots);
    }
  }

  /** Whether the first word belongs to a later parameter, since this one is left out. */
  private static boolean skips(Parameter optional, List<String> words) {
    return !optional.required()
        && !optional.listed().isEmpty()
        && !optional.lists(words.getFirst());
  }

  private static boolean hasFixedWord(Parameter parameter) {
    return switch (parameter.arity()) {
      case BEHIND_WORD, WORD_AND_MORE, ITEMS_BEHIND_WORD -> true;
      case ONE, OPTIONAL, OPTIONAL_NUMBER, OPTIONS, ITEMS, ENTRIES, WORDS, REST, SCRIPT -> false;
    };
  }

  private static boolean takesMany(Parameter parameter) {
    return switch (parameter.arity()) {
      case OPTIONS, ITEMS, ENTRIES, WORDS, REST -> true;
      case ONE, OPTIONAL, OPTIONAL_NUMBER, BEHIND_WORD, WORD_AND_MORE, ITEMS_BEHIND_WORD, SCRIPT ->
          false;
    };
  }
}
