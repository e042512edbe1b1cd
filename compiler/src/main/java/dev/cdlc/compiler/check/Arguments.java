package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/**
 * The words that a statement gives to each of its parameters, in the parameters' order.
 *
 * @param head the place of the words that name the statement
 * @param span the statement's place, without its block
 */
record Arguments(List<List<Word>> words, Optional<Block> block, Span head, Span span) {
  Arguments {
    words = List.copyOf(words);
  }

  /** The word of a parameter that takes exactly one. */
  Word one(int parameter) {
    return words.get(parameter).getFirst();
  }

  /** The word of a parameter that takes one or none. */
  Optional<Word> optional(int parameter) {
    return words.get(parameter).stream().findFirst();
  }

  /** The words of a parameter that takes several. */
  List<Word> many(int parameter) {
    return words.get(parameter);
  }
}
