package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Parameter.Arity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which words of a statement are values of a list.
 *
 * @param first the place of the first value among the statement's words
 * @param split whether a comma inside a word separates values, as one after it does
 */
record ListValues(int first, boolean split) {
  private static final ListValues NONE = new ListValues(Integer.MAX_VALUE, false);

  /**
   * What the registry says of a statement; of one that it does not know, no word is a value.
   *
   * @param prefixes how many words stand before its head
   */
  static ListValues of(Optional<Keyword> keyword, int prefixes) {
    return keyword.map(known -> of(known, prefixes)).orElse(NONE);
  }

  private static ListValues of(Keyword keyword, int prefixes) {
    int place = prefixes + keyword.entry().head().size();
    for (Parameter parameter : keyword.entry().parameters()) {
      if (parameter.separatedByCommas()) {
        boolean behind = parameter.arity() == Arity.ITEMS_BEHIND_WORD;
        return new ListValues(
            behind ? place + 1 : place, behind || parameter.arity() == Arity.ITEMS);
      }
      if (parameter.arity() != Arity.ONE) {
        return NONE;
      }
      place++;
    }
    return NONE;
  }

  boolean holds(int place) {
    return place >= first;
  }

  /** The values in a word, at least one; without the commas between them. */
  List<String> in(String word, int place) {
    return split && holds(place) && word.indexOf(',') >= 0 ? split(word) : List.of(word);
  }

  private static List<String> split(String word) {
    var values = new ArrayList<String>();
    int start = 0;
    for (int at = 0; at < word.length(); at = Quotes.pieceEnd(word, at)) {
      if (word.charAt(at) == ',') {
        values.add(word.substring(start, at));
        start = at + 1;
      }
    }
    values.add(word.substring(start));
    return values;
  }
}
