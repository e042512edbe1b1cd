package dev.cdlc.grammar;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** What the token filter mended so that the rest of a file could be parsed. */
public sealed interface Fault {
  /** The place of a fault among the words of one statement; other faults stand between. */
  default Optional<Token> amongWords() {
    return switch (this) {
      case PunctuationInCommand found -> Optional.of(found.tokens().getFirst());
      case MisplacedComma(var comma) -> Optional.of(comma);
      case MissingSemicolon _,
          Unclosed _,
          StrayClosers _,
          EarlyCloser _,
          BlockWithoutStatement _,
          CutOffBlock _,
          MissingOpener _,
          SpareOpener _,
          NestedTooDeep _,
          TooManyStatements _ ->
          Optional.empty();
    };
  }

  /**
   * No {@code ;} between {@code last} and {@code next}, which begins another statement on a line of
   * its own.
   *
   * @param name of the statement that lacks it
   * @param wordsOnly whether that is one whose words may be anything
   */
  record MissingSemicolon(Token name, boolean wordsOnly, Token last, Token next) implements Fault {}

  /**
   * Blocks that ended for want of a {@code >}.
   *
   * @param blocks outermost first
   * @param next begins a statement that none of them can hold; empty at the end of the file
   * @param theft a {@code >} whose indentation is that of an outer block than the one it ended
   */
  record Unclosed(List<OpenBlock> blocks, Optional<Token> next, Optional<Closing> theft)
      implements Fault {}

  /**
   * {@code count} times {@code >} in a row, with nothing to close.
   *
   * @param doubtful an earlier one, that may have been meant as a word of a command
   * @param early an earlier one, indented deeper than the block that it ended
   */
  record StrayClosers(Token first, int count, Optional<Closing> doubtful, Optional<Closing> early)
      implements Fault {}

  /**
   * A {@code >} left out, since {@code block} goes on after it.
   *
   * @param endsStatement whether it stands in the place of a {@code ;}
   */
  record EarlyCloser(Token closer, OpenBlock block, boolean endsStatement) implements Fault {}

  /** A block, and the {@code >} that ended it. */
  record Closing(OpenBlock block, Token closer) {}

  /**
   * Brackets or commas among the words of a statement that takes none; taken as words.
   *
   * @param last the last word of the statement
   * @param closer the {@code >} that was left out as the other end of one of them, if any
   */
  record PunctuationInCommand(
      List<Token> tokens, Token command, Token last, BlockKind.Form form, Optional<Token> closer)
      implements Fault {
    boolean opens() {
      return tokens.stream().anyMatch(token -> token.getText().equals("<"));
    }

    PunctuationInCommand closedBy(Token found) {
      return new PunctuationInCommand(tokens, command, last, form, Optional.of(found));
    }
  }

  /** A comma with nothing before it to separate. */
  record MisplacedComma(Token comma) implements Fault {}

  /** A {@code <} at the place of a statement; its content is read as if it were not there. */
  record BlockWithoutStatement(Token opener) implements Fault {}

  /** A {@code ;} between a statement and its block; the block is read as if it were not there. */
  record CutOffBlock(Token name, Token semicolon, Token opener) implements Fault {}

  /**
   * No {@code <} before {@code next}, which begins a statement of a block.
   *
   * @param name of the statement whose block it is
   */
  record MissingOpener(Token name, Token last, Token next) implements Fault {}

  /** A {@code <} among the words of a statement that takes no block; it is left out. */
  record SpareOpener(Token name, Token opener) implements Fault {}

  /** The first block of the file that is nested too deep; it is left out. */
  record NestedTooDeep(Token opener) implements Fault {}

  /** The first statement over the limit; it and the rest of the file are left out. */
  record TooManyStatements(Token first) implements Fault {}
}
