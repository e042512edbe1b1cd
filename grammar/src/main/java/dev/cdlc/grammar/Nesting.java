package dev.cdlc.grammar;

import dev.cdlc.grammar.Fault.Closing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** The blocks that are open at one place of a file, and what the indentation says of them. */
final class Nesting {
  private final BlockKind top;
  private final List<OpenBlock> blocks = new ArrayList<>();
  private final List<Closing> thefts = new ArrayList<>();
  private Optional<Closing> early = Optional.empty();

  /** The blocks that held a headless one that was closed. */
  private final Set<Token> holders = new HashSet<>();

  Nesting(BlockKind top) {
    this.top = top;
  }

  int depth() {
    return blocks.size();
  }

  BlockKind kind() {
    return kindAfter(0);
  }

  /** The kind of block that is left once the innermost {@code closers} blocks are closed. */
  BlockKind kindAfter(int closers) {
    return closers < blocks.size() ? blocks.get(blocks.size() - 1 - closers).kind() : top;
  }

  OpenBlock innermost() {
    return blocks.getLast();
  }

  void open(OpenBlock block) {
    blocks.add(block);
  }

  /** Closes the innermost block by a {@code >} of the source. */
  OpenBlock close(Token closer, boolean startsLine) {
    OpenBlock block = blocks.removeLast();
    if (startsLine && closer.getCharPositionInLine() < block.indent()) {
      thefts.add(new Closing(block, closer));
    }
    if (startsLine && closer.getCharPositionInLine() > block.indent()) {
      early = Optional.of(new Closing(block, closer));
    }
    if (block.headless() && !blocks.isEmpty()) {
      holders.add(innermost().opener());
    }
    return block;
  }

  /** Whether a {@code >} that closed a block lines up with an outer one. */
  boolean isTheft(Token closer) {
    return !thefts.isEmpty() && thefts.getLast().closer().equals(closer);
  }

  /** Whether a block, which was closed, held a headless one; asked once. */
  boolean heldHeadless(OpenBlock block) {
    return holders.remove(block.opener());
  }

  /** Ends the innermost blocks for want of a {@code >}; outermost first. */
  List<OpenBlock> end(int count) {
    List<OpenBlock> innermost = blocks.subList(blocks.size() - count, blocks.size());
    List<OpenBlock> ended = List.copyOf(innermost);
    innermost.clear();
    return ended;
  }

  /**
   * How many blocks must have ended before a line that begins with {@code word}: those between it
   * and the innermost block that knows the name, if the line is not indented deeper than they are.
   * 0 if the name is known here, or nowhere.
   */
  int endedBefore(Token word) {
    int ended = unknowing(word);
    return ended > 0 && word.getCharPositionInLine() <= outermost(ended).indent() ? ended : 0;
  }

  /** The same before a {@code word} further on in a line, if the blocks begin on that line. */
  int endedOnLine(Token word) {
    int ended = unknowing(word);
    return ended > 0 && outermost(ended).opener().getLine() == word.getLine() ? ended : 0;
  }

  /** How many blocks stand between a word and the innermost one that knows it as a name. */
  private int unknowing(Token word) {
    String name = word.getText();
    for (int closers = 0; closers <= blocks.size(); closers++) {
      if (kindAfter(closers).form(name).isPresent()) {
        return closers;
      }
    }
    return 0;
  }

  private OpenBlock outermost(int ended) {
    return blocks.get(blocks.size() - ended);
  }

  /** Where the {@code >} that {@code unclosed} lacks seems to have gone. */
  Optional<Closing> theftWithin(OpenBlock unclosed) {
    int from = unclosed.opener().getStartIndex();
    return thefts.stream()
        .filter(theft -> theft.block().opener().getStartIndex() > from)
        .findFirst();
  }

  /** The last {@code >} that was indented deeper than the block it closed. */
  Optional<Closing> early() {
    return early;
  }
}
