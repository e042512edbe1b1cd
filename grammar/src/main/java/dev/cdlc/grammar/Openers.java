package dev.cdlc.grammar;

import java.util.ArrayList;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Tells where a {@code <} is missing, and which is one too many, by what stands around it. */
final class Openers {
  /** How many statements ahead are looked at. */
  private static final int FARTHEST = 8;

  private final RawTokens in;
  private final Nesting nesting;
  private final Balance balance;

  /** The name of the last statement that was found to lack none: it is not looked at again. */
  private Optional<Token> complete = Optional.empty();

  Openers(RawTokens in, Nesting nesting, Balance balance) {
    this.in = in;
    this.nesting = nesting;
    this.balance = balance;
  }

  /**
   * Whether a word that would go on with a statement stands in that one's block, whose {@code <} is
   * missing: it names a statement there and none here, a {@code >} is left over, and what comes
   * after fits the block too.
   */
  boolean isMissingBefore(int index, CurrentStatement statement) {
    if (!balance.hasSurplus() || !statement.hasWords() || statement.blockless().isPresent()) {
      return false;
    }
    BlockKind block = nesting.kind().block(statement.head());
    if (!isNameOnlyIn(block, nesting.kind(), in.get(index)) || isComplete(statement)) {
      return false;
    }
    complete = Optional.of(statement.name());
    return goesOn(index, block, takesBlockWith(in.get(index), statement));
  }

  private boolean isComplete(CurrentStatement statement) {
    return complete.filter(statement.name()::equals).isPresent();
  }

  /** Whether the statement, with this word as part of its name, still is one with a block. */
  private boolean takesBlockWith(Token word, CurrentStatement statement) {
    var head = new ArrayList<>(statement.head());
    head.add(word.getText());
    return !nesting.kind().block(head).equals(BlockKind.UNKNOWN);
  }

  /**
   * Whether a block that holds the statement which begins here fits what comes next.
   *
   * @param ends whether the {@code >} after it may be evidence: else another block needs it
   */
  private boolean goesOn(int index, BlockKind block, boolean ends) {
    int end = in.statementEnd(index);
    for (int i = 0; i < FARTHEST && in.get(end).getType() == CdlLexer.SEMI; i++) {
      Token next = in.next(end);
      if (next.getType() == CdlLexer.GT) {
        return ends && isClosedAt(in.nextIndex(end));
      }
      if (block.form(next.getText()).isEmpty()) {
        return false;
      }
      if (nesting.kind().form(next.getText()).isEmpty()) {
        return true;
      }
      end = in.statementEnd(end);
    }
    return ends && in.get(end).getType() == CdlLexer.GT && isClosedAt(end);
  }

  /** Whether the {@code >} from here on are too many, or come too early, without one more block. */
  private boolean isClosedAt(int index) {
    RawTokens.Run run = in.run(index);
    return run.count() > nesting.depth()
        || isNameOnlyIn(
            nesting.kindAfter(run.count() - 1), nesting.kindAfter(run.count()), run.next());
  }

  /**
   * Whether a {@code <} is one too many: its statement takes no block, a {@code >} is missing, and
   * what follows ends as words do.
   */
  boolean isSpare(int index, CurrentStatement statement) {
    return balance.lacksClosers()
        && statement.hasWords()
        && nesting.kind().form(statement.name().getText()).isPresent()
        && nesting.kind().block(statement.head()).equals(BlockKind.UNKNOWN)
        && in.get(in.statementEnd(index)).getType() == CdlLexer.SEMI;
  }

  private static boolean isNameOnlyIn(BlockKind block, BlockKind other, Token word) {
    return block.form(word.getText()).isPresent() && other.form(word.getText()).isEmpty();
  }
}
