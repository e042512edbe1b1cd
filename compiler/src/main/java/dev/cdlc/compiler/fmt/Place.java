package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.registry.PrefixKeyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.grammar.BlockKind;
import dev.cdlc.grammar.BlockKind.Form;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where statements stand, as far as their form depends on it.
 *
 * @param context as the registry has it; empty in the block of a statement that it does not know
 * @param kind as the token filter has it
 */
record Place(Optional<Context> context, BlockKind kind) {
  static final Place TOP =
      new Place(Optional.of(Context.FILE), new LayoutNames().top(OptionalInt.empty()));

  /** How many words of a statement stand before its name, as {@code try} does. */
  int prefixes(List<String> words) {
    return words.size() > 1 && keyword(words).filter(PrefixKeyword.class::isInstance).isPresent()
        ? 1
        : 0;
  }

  /** The statement that words begin, if it is known. */
  Optional<Keyword> keyword(List<String> words) {
    return context.flatMap(home -> Registry.find(home, words));
  }

  /** Whether the words of a statement of this name may be any text. */
  boolean takesFreeText(String name) {
    return kind.form(name).filter(form -> form != Form.PLAIN).isPresent();
  }

  /**
   * The inside of a statement's block.
   *
   * @param head the words before its first comma
   */
  Place inside(Optional<Keyword> keyword, List<String> head) {
    return new Place(keyword.flatMap(found -> found.entry().block()), kind.block(head));
  }
}
