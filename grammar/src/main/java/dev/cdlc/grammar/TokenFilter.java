package dev.cdlc.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Stands between lexer and parser. It supplies each {@code ;} and {@code >} that layout implies,
 * and mends what is broken, so that every text whatever gives tokens that the grammar accepts: one
 * report tells of each fault, and the rest is parsed as if it were not there. Takes linear time.
 *
 * <p>Tokens supplied are empty; tokens left out stay in the list, on the channel {@link #SKIPPED}.
 */
final class TokenFilter {
  static final int SKIPPED = 2;

  private static final int NONE = -1;

  private final RawTokens in;
  private final Nesting nesting;
  private final Balance balance;
  private final Closers closers;
  private final Openers openers;
  private final List<Token> out = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private CurrentStatement statement = new CurrentStatement();
  private int statements;
  private int line;
  private int indent;

  /** The type of the last token, if it was a bracket out of place; later ones are one fault. */
  private int strayType = Token.INVALID_TYPE;

  private Optional<Ended> ended = Optional.empty();

  /** Where the report is of the last command with a {@code <} whose other end has not come. */
  private int openCommand = NONE;

  /** The depth within what is left out as nested too deep; 0 outside of it. */
  private int skippedDepth;

  private boolean tooDeepReported;
  private boolean full;

  private TokenFilter(RawTokens in, BlockKind top) {
    this.in = in;
    this.nesting = new Nesting(top);
    this.balance = new Balance(in);
    this.closers = new Closers(in, nesting, balance);
    this.openers = new Openers(in, nesting, balance);
  }

  /**
   * @param tokens all that the source holds, and those supplied; ends with EOF
   * @param held those that the source holds, and EOF
   */
  record Filtered(List<Token> tokens, List<Token> held, List<Fault> faults) {}

  static Filtered filter(String text, StatementNames names) {
    var in = new RawTokens(text);
    var filter = new TokenFilter(in, names.top(in.version()));
    for (int i = 0; i < in.size(); i++) {
      filter.take(i);
    }
    return new Filtered(filter.out, in.all(), filter.faults);
  }

  private void take(int index) {
    CommonToken token = in.get(index);
    if (token.getType() == Token.EOF) {
      end(token);
    } else if (token.getChannel() != Token.DEFAULT_CHANNEL) {
      out.add(token);
    } else if (full) {
      skip(token);
    } else if (skippedDepth > 0) {
      skipNested(token);
    } else {
      see(index, token);
    }
  }

  private void see(int index, CommonToken token) {
    boolean startsLine = token.getLine() > line;
    if (startsLine) {
      line = token.getLine();
      indent = token.getCharPositionInLine();
    }
    if (token.getType() == CdlLexer.WORD) {
      layOut(token, startsLine);
    }
    if (overflows(token)) {
      tooMany(token);
      return;
    }
    int strayBefore = strayType;
    strayType = Token.INVALID_TYPE;
    Optional<Ended> before = ended;
    ended = Optional.empty();
    switch (token.getType()) {
      case CdlLexer.LT -> open(index, token, strayBefore, before);
      case CdlLexer.GT -> close(index, token, startsLine, strayBefore);
      case CdlLexer.SEMI -> semicolon(token);
      case CdlLexer.COMMA -> comma(token);
      default -> word(index, token);
    }
  }

  /** Counts a statement; a run of stray brackets counts as one. */
  private boolean overflows(Token token) {
    if (statement.started() || token.getType() == CdlLexer.GT || token.getType() == strayType) {
      return false;
    }
    statement.start();
    statements++;
    return statements > Parsed.MAX_STATEMENTS;
  }

  /** Supplies what must have come before a word that begins a line or a statement. */
  private void layOut(Token word, boolean startsLine) {
    if (startsLine) {
      layOut(word, nesting.endedBefore(word));
    } else if (!statement.started() && balance.lacksClosers()) {
      layOut(word, nesting.endedOnLine(word));
    }
  }

  private void layOut(Token word, int ended) {
    if (statement.hasWords() && !statement.endsWith(CdlLexer.COMMA)) {
      endBefore(word, ended > 0);
    }
    if (ended > 0 && !statement.hasWords()) {
      unclosed(nesting.end(ended), Optional.of(word));
    }
  }

  private void endBefore(Token word, boolean blockEnds) {
    boolean known = nesting.kind().form(word.getText()).isPresent();
    if (blockEnds || endsInOpenQuote(known)) {
      endStatement();
    } else if (known) {
      faults.add(
          new Fault.MissingSemicolon(
              statement.name(), statement.blockless().isPresent(), statement.last(), word));
      endStatement();
    }
  }

  /** An open quote swallows its line's {@code ;}, which is not reported as well. */
  private boolean endsInOpenQuote(boolean nextIsKnown) {
    return statement.endsWith(CdlLexer.UNTERMINATED)
        && (nextIsKnown || statement.last().getText().contains(";"));
  }

  private void word(int index, Token word) {
    if (openers.isMissingBefore(index, statement)) {
      openBefore(word);
    }
    if (word.getType() == CdlLexer.UNTERMINATED) {
      balance.excuseBefore(word);
      balance.owe(word.getText().chars().filter(c -> c == '<').count());
    }
    statement.word(word, nesting.kind());
    out.add(word);
  }

  /** An open quote has swallowed the {@code <}: that is not reported as well. */
  private void openBefore(Token word) {
    if (statement.endsWith(CdlLexer.UNTERMINATED)) {
      balance.settle();
    } else {
      faults.add(new Fault.MissingOpener(statement.name(), statement.last(), word));
    }
    balance.takeSurplus();
    openBlock(supply(CdlLexer.LT));
    statement.start();
  }

  private void comma(CommonToken comma) {
    if (!statement.hasWords() || statement.endsWith(CdlLexer.COMMA)) {
      report(new Fault.MisplacedComma(comma));
      skip(comma);
    } else if (statement.isCommand()) {
      takeAsWord(comma);
    } else {
      statement.comma(comma);
      out.add(comma);
    }
  }

  private void semicolon(CommonToken semicolon) {
    out.add(semicolon);
    ended = statement.hasWords() ? Optional.of(new Ended(statement, semicolon)) : Optional.empty();
    startStatement();
  }

  /** A statement, and the {@code ;} right before the token at hand that ended it. */
  private record Ended(CurrentStatement statement, CommonToken semicolon) {}

  private void open(int index, CommonToken opener, int strayBefore, Optional<Ended> before) {
    before.filter(this::opensBlock).ifPresent(cut -> rejoin(cut, opener));
    if (statement.blockless().isPresent()) {
      balance.owe(1);
      takeAsWord(opener);
    } else if (!statement.hasWords()) {
      openWithoutStatement(opener, strayBefore);
    } else if (openers.isSpare(index, statement)) {
      leaveOut(opener);
    } else if (nesting.depth() == Parsed.MAX_DEPTH) {
      tooDeep(opener);
    } else {
      out.add(opener);
      openBlock(opener);
    }
  }

  private void leaveOut(CommonToken opener) {
    report(new Fault.SpareOpener(statement.name(), opener));
    balance.leaveOutOpener();
    skip(opener);
  }

  private boolean opensBlock(Ended ended) {
    return !nesting.kind().block(ended.statement().head()).equals(BlockKind.UNKNOWN);
  }

  /** Goes back to the statement that a {@code ;} cut off from its block. */
  private void rejoin(Ended cut, Token opener) {
    statement = cut.statement();
    cut.semicolon().setChannel(SKIPPED);
    report(new Fault.CutOffBlock(statement.name(), cut.semicolon(), opener));
  }

  private void openBlock(Token opener) {
    BlockKind kind = nesting.kind().block(statement.head());
    nesting.open(new OpenBlock(opener, statement.head(), kind, indent));
    startStatement();
  }

  private void openWithoutStatement(CommonToken opener, int strayBefore) {
    if (strayBefore != CdlLexer.LT) {
      report(new Fault.BlockWithoutStatement(opener));
    }
    if (nesting.depth() < Parsed.MAX_DEPTH) {
      nesting.open(new OpenBlock(opener, List.of(), nesting.kind(), indent));
    } else {
      balance.owe(1);
    }
    balance.spareOpener();
    strayType = CdlLexer.LT;
    skip(opener);
    startStatement();
  }

  private void close(int index, CommonToken closer, boolean startsLine, int strayBefore) {
    Closers.Meaning meaning = closers.meaning(index, startsLine, statement);
    switch (meaning) {
      case WORD -> closerAsWord(closer);
      case AMID -> amid(index, closer, strayBefore);
      case CLOSER -> closeBlock(closer, startsLine);
      case OWED -> owed(closer);
      case EARLY -> earlyAfter(index, closer);
      case STRAY -> stray(index, closer, strayBefore);
    }
  }

  private void closerAsWord(CommonToken closer) {
    balance.takeSurplus();
    balance.excuseBefore(closer);
    takeAsWord(closer);
  }

  private void closeBlock(CommonToken closer, boolean startsLine) {
    endStatement();
    OpenBlock block = nesting.close(closer, startsLine);
    if (block.headless()) {
      skip(closer);
      return;
    }
    if (nesting.heldHeadless(block) && !nesting.isTheft(closer)) {
      balance.closeSpare();
    }
    out.add(closer);
  }

  private void earlyAfter(int index, CommonToken closer) {
    boolean ends = statement.hasWords() && in.next(index).getType() != CdlLexer.SEMI;
    endStatement();
    early(closer, ends);
  }

  private void early(CommonToken closer, boolean endsStatement) {
    balance.takeSurplus();
    faults.add(new Fault.EarlyCloser(closer, nesting.innermost(), endsStatement));
    skip(closer);
  }

  private void amid(int index, CommonToken closer, int strayBefore) {
    if (nesting.depth() > 0) {
      early(closer, false);
      return;
    }
    if (strayBefore != CdlLexer.GT) {
      faults.add(closers.stray(index));
    }
    strayType = CdlLexer.GT;
    skip(closer);
  }

  private void stray(int index, CommonToken closer, int strayBefore) {
    endStatement();
    if (strayBefore != CdlLexer.GT) {
      faults.add(closers.stray(index));
    }
    strayType = CdlLexer.GT;
    out.add(closer);
  }

  private void owed(CommonToken closer) {
    endStatement();
    balance.pay();
    closeCommand(closer);
    skip(closer);
  }

  /** Takes a {@code >} for the other end of a {@code <} that was taken for a word. */
  private void closeCommand(Token closer) {
    if (openCommand >= 0 && faults.get(openCommand) instanceof Fault.PunctuationInCommand fault) {
      faults.set(openCommand, fault.closedBy(closer));
      openCommand = NONE;
    }
  }

  private void takeAsWord(CommonToken token) {
    statement.punctuation(token, nesting.kind());
    out.add(token);
  }

  private void tooDeep(CommonToken opener) {
    if (!tooDeepReported) {
      faults.add(new Fault.NestedTooDeep(opener));
    }
    tooDeepReported = true;
    endStatement();
    skipNested(opener);
  }

  private void skipNested(CommonToken token) {
    skippedDepth +=
        switch (token.getType()) {
          case CdlLexer.LT -> 1;
          case CdlLexer.GT -> -1;
          default -> 0;
        };
    skip(token);
  }

  private void tooMany(CommonToken first) {
    faults.add(new Fault.TooManyStatements(first));
    full = true;
    skip(first);
  }

  private void end(Token eof) {
    endStatement();
    if (full || skippedDepth > 0) {
      balance.excuseBefore(eof);
    }
    unclosed(nesting.end(nesting.depth()), Optional.empty());
    out.add(eof);
  }

  private void unclosed(List<OpenBlock> blocks, Optional<Token> next) {
    List<OpenBlock> missed = balance.missed(blocks);
    if (!missed.isEmpty()) {
      faults.add(new Fault.Unclosed(missed, next, nesting.theftWithin(missed.getFirst())));
    }
    balance.closersSupplied(blocks.size());
    blocks.stream().filter(block -> !block.headless()).forEach(_ -> supply(CdlLexer.GT));
  }

  private void endStatement() {
    if (statement.hasWords()) {
      supply(CdlLexer.SEMI);
    }
    startStatement();
  }

  private void startStatement() {
    statement.fault().ifPresent(this::reportCommand);
    statement = new CurrentStatement();
  }

  private void reportCommand(Fault.PunctuationInCommand fault) {
    if (fault.opens()) {
      openCommand = faults.size();
    }
    faults.add(fault);
  }

  /** Supplies an empty token right after the last one that the parser sees. */
  private Token supply(int type) {
    int last = out.size() - 1;
    while (out.get(last).getChannel() != Token.DEFAULT_CHANNEL) {
      last--;
    }
    int at = out.get(last).getStopIndex() + 1;
    var token = new CommonToken(type, "");
    token.setStartIndex(at);
    token.setStopIndex(at - 1);
    out.add(token);
    return token;
  }

  private void skip(CommonToken token) {
    token.setChannel(SKIPPED);
    out.add(token);
  }

  private void report(Fault fault) {
    if (statement.report()) {
      faults.add(fault);
    }
  }
}
