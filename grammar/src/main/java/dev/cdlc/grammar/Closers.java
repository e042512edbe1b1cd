package dev.cdlc.grammar;

import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Tells what each {@code >} of a text is meant to be, by what stands around it. */
final class Closers {
  /** What a {@code >} may be. */
  enum Meaning {
    CLOSER,
    /** A word of a command, as in a redirection. */
    WORD,
    /** The other end of a {@code <} that was taken for a word. */
    OWED,
    /** One too many: the block goes on after it. */
    EARLY,
    /** Nothing is open. */
    STRAY
  }

  private final RawTokens in;
  private final Nesting nesting;
  private final Balance balance;

  /** The {@code >} to come that are words of the statement at hand. */
  private int words;

  /** The last {@code >} that ended a block, but may have been meant as a word. */
  private Optional<Fault.Closing> doubtful = Optional.empty();

  Closers(RawTokens in, Nesting nesting, Balance balance) {
    this.in = in;
    this.nesting = nesting;
    this.balance = balance;
  }

  Meaning meaning(int index, CurrentStatement statement) {
    if (isWord(index, statement)) {
      words--;
      return Meaning.WORD;
    }
    if (nesting.depth() == 0) {
      return balance.owes() ? Meaning.OWED : Meaning.STRAY;
    }
    noteDoubt(index, statement);
    if (balance.owes() && goesOnAfter(index)) {
      return Meaning.OWED;
    }
    return comesEarly(index) ? Meaning.EARLY : Meaning.CLOSER;
  }

  /**
   * Whether a {@code >} is a word of a command: another word follows on its line, and is no
   * statement of the block that the {@code >} would go back to.
   */
  private boolean isWord(int index, CurrentStatement statement) {
    if (words == 0 && statement.blockless().isPresent()) {
      RawTokens.Run run = in.run(index);
      boolean followed =
          run.last().getLine() == run.next().getLine() && followsWord(run.next().getType());
      if (followed && !isName(nesting.kindAfter(run.count()), run.next())) {
        words = run.count();
      }
    }
    return words > 0;
  }

  private static boolean followsWord(int type) {
    return switch (type) {
      case CdlLexer.WORD, CdlLexer.BAD, CdlLexer.UNTERMINATED, CdlLexer.COMMA -> true;
      default -> false;
    };
  }

  private void noteDoubt(int index, CurrentStatement statement) {
    Token next = in.next(index);
    if (statement.blockless().isPresent()
        && next.getType() == CdlLexer.WORD
        && !isName(nesting.kindAfter(1), next)) {
      doubtful = Optional.of(new Fault.Closing(nesting.innermost(), in.get(index)));
    }
  }

  private boolean comesEarly(int index) {
    Token next = in.next(index);
    return balance.hasSurplus()
        && goesOnAfter(index)
        && next.getLine() > in.get(index).getLine()
        && next.getCharPositionInLine() > nesting.innermost().indent();
  }

  /** Whether a statement comes next that this block knows and the one around it does not. */
  private boolean goesOnAfter(int index) {
    Token next = in.next(index);
    return isName(nesting.kind(), next) && !isName(nesting.kindAfter(1), next);
  }

  private static boolean isName(BlockKind kind, Token token) {
    return kind.form(token.getText()).isPresent();
  }

  Fault.StrayClosers stray(int index) {
    int count = in.run(index).count();
    return new Fault.StrayClosers(in.get(index), count, doubtful, nesting.early());
  }
}
