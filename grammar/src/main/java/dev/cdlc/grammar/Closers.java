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
    /** One too many: even the statement goes on after it. */
    AMID,
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

  Meaning meaning(int index, boolean startsLine, CurrentStatement statement) {
    if (isWord(index, statement)) {
      words--;
      return Meaning.WORD;
    }
    if (standsAmid(index, statement)) {
      return Meaning.AMID;
    }
    if (nesting.depth() == 0) {
      return balance.owes() ? Meaning.OWED : Meaning.STRAY;
    }
    noteDoubt(index, statement);
    if (balance.owes() && goesOnAfter(index)) {
      return Meaning.OWED;
    }
    return !(startsLine && closesInPlace(index)) && comesEarly(index, statement)
        ? Meaning.EARLY
        : Meaning.CLOSER;
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

  /**
   * Whether a {@code >} that nothing needs has the rest of its statement after it on its line, or a
   * {@code <}, which begins no statement.
   */
  private boolean standsAmid(int index, CurrentStatement statement) {
    boolean spare = nesting.depth() == 0 || balance.hasSurplus();
    Token next = in.next(index);
    if (!spare || balance.owes() || next.getLine() > in.get(index).getLine()) {
      return false;
    }
    if (next.getType() == CdlLexer.LT) {
      return statement.hasWords()
          ? !nesting.kind().block(statement.head()).equals(BlockKind.UNKNOWN)
          : nesting.depth() > 0;
    }
    return statement.hasWords()
        && followsWord(next.getType())
        && !isName(nesting.kind(), next)
        && !isName(nesting.kindAfter(1), next);
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

  /** Whether a {@code >} that begins its line stands where that of its block is expected. */
  private boolean closesInPlace(int index) {
    return in.get(index).getCharPositionInLine() == nesting.innermost().indent();
  }

  /** Whether the block seems to go on, by the name that comes next or by the line it stands on. */
  private boolean comesEarly(int index, CurrentStatement statement) {
    Token next = statementAfter(index);
    boolean sameLine = next.getLine() == in.get(index).getLine();
    boolean deeper = next.getCharPositionInLine() > nesting.innermost().indent();
    return balance.hasSurplus()
        && (sameLine || deeper)
        && (goesOnAfter(index)
            || (!sameLine
                && statement.blockless().isEmpty()
                && followsWord(next.getType())
                && !isName(nesting.kindAfter(1), next)));
  }

  /** Whether a statement comes next that this block knows and the one around it does not. */
  private boolean goesOnAfter(int index) {
    Token next = statementAfter(index);
    return isName(nesting.kind(), next) && !isName(nesting.kindAfter(1), next);
  }

  /** The token after the next one if that is a {@code ;}, which ends nothing here. */
  private Token statementAfter(int index) {
    int next = in.nextIndex(index);
    return in.get(next).getType() == CdlLexer.SEMI ? in.next(next) : in.get(next);
  }

  private static boolean isName(BlockKind kind, Token token) {
    return kind.form(token.getText()).isPresent();
  }

  Fault.StrayClosers stray(int index) {
    int count = in.run(index).count();
    return new Fault.StrayClosers(in.get(index), count, doubtful, nesting.early());
  }
}
