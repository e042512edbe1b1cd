package dev.cdlc.grammar;

import java.util.List;
import org.antlr.v4.runtime.Token;

/** What is known of the brackets of a text that do not match, so that none is reported twice. */
final class Balance {
  /** The {@code >} that belong to a {@code <} which was taken for a word. */
  private int owedClosers;

  /** The {@code <} that were reported, and may have taken the {@code >} of another. */
  private int spareOpeners;

  /** The text's {@code >} in excess of its {@code <}. */
  private int surplusClosers;

  /** Nothing is known of the blocks that were opened before here: they are not missed. */
  private int excused = -1;

  Balance(RawTokens tokens) {
    surplusClosers = tokens.surplus();
  }

  void owe(long closers) {
    owedClosers += (int) closers;
  }

  boolean owes() {
    return owedClosers > 0;
  }

  void pay() {
    owedClosers--;
  }

  /** Pays what is owed, if anything is. */
  void settle() {
    owedClosers = Math.max(0, owedClosers - 1);
  }

  void spareOpener() {
    spareOpeners++;
  }

  /** A {@code <} that was reported had a {@code >} of its own. */
  void closeSpare() {
    spareOpeners = Math.max(0, spareOpeners - 1);
  }

  boolean lacksClosers() {
    return surplusClosers < 0;
  }

  void closersSupplied(int count) {
    surplusClosers += count;
  }

  /** A {@code <} was left out: one {@code >} less is needed. */
  void leaveOutOpener() {
    surplusClosers++;
  }

  boolean hasSurplus() {
    return surplusClosers > 0;
  }

  void takeSurplus() {
    surplusClosers--;
  }

  /** Something before {@code token} was lost or taken for a word: it may have been a {@code >}. */
  void excuseBefore(Token token) {
    excused = token.getStartIndex();
  }

  /** Those of the blocks whose {@code >} nothing else accounts for. */
  List<OpenBlock> missed(List<OpenBlock> blocks) {
    List<OpenBlock> missed =
        blocks.stream()
            .filter(block -> !block.headless() && block.opener().getStartIndex() > excused)
            .toList();
    if (missed.size() > spareOpeners) {
      return missed;
    }
    spareOpeners -= missed.size();
    return List.of();
  }
}
