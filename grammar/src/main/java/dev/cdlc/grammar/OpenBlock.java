package dev.cdlc.grammar;

import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * A {@code <} whose {@code >} has not come yet.
 *
 * @param head the words that opened it, up to the first comma; empty for a {@code <} that no
 *     statement opened
 * @param indent the column, from 0, of the first token on the opener's line
 */
public record OpenBlock(Token opener, List<String> head, BlockKind kind, int indent) {
  public OpenBlock {
    head = List.copyOf(head);
  }

  boolean headless() {
    return head.isEmpty();
  }
}
