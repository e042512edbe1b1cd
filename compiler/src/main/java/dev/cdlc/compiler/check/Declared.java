package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What a file declares at its top level, each thing with the scope that it reads names in. */
sealed interface Declared {
  Located<String> name();

  Scope home();

  /** What {@code ${name}} stands for. */
  sealed interface Binding extends Declared {}

  record Let(Located<String> name, Word value, Scope home) implements Binding {}

  record Param(Located<String> name, Arguments said, Scope home) implements Binding {}

  /**
   * Statements for those that use them.
   *
   * @param uses the names behind {@code use}
   */
  record Profile(Located<String> name, List<Word> uses, Block block, Scope home)
      implements Declared {}

  /**
   * A network.
   *
   * @param block what is said of it
   * @param stack whose containers alone can join it
   */
  record Network(
      Located<String> name, Optional<Block> block, Optional<Located<String>> stack, Scope home)
      implements Declared {}

  /**
   * What a container says itself.
   *
   * @param version of the language that its file names
   * @param stack that it stands in
   * @param span the declaration's place, without its block
   */
  record Container(
      Located<String> name,
      Optional<Located<String>> version,
      List<Word> uses,
      Block block,
      Optional<Located<String>> stack,
      Span span,
      Scope home)
      implements Declared {}

  /**
   * What a variant lays over a container.
   *
   * @param name of the variant
   * @param container whose it is; the word where it is named
   */
  record Overlay(Located<String> name, Word container, Block block, Scope home)
      implements Declared {}
}
