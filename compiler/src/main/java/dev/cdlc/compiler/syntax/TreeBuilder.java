package dev.cdlc.compiler.syntax;

import static java.util.stream.Collectors.toCollection;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.compiler.syntax.WordReader.Reading;
import dev.cdlc.grammar.CdlLexer;
import dev.cdlc.grammar.CdlParser.ArgsContext;
import dev.cdlc.grammar.CdlParser.BlockContext;
import dev.cdlc.grammar.CdlParser.BodyContext;
import dev.cdlc.grammar.CdlParser.ItemContext;
import dev.cdlc.grammar.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Makes the statements of a tree from what the grammar matched. */
final class TreeBuilder {
  private final Source source;
  private final DocComments docs;

  /** Places in statements whose words have a report already. */
  private final NavigableSet<Integer> told;

  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private TreeBuilder(Source source, Parsed parsed) {
    this.source = source;
    this.docs = new DocComments(source, parsed);
    this.told =
        parsed.faults().stream()
            .flatMap(fault -> fault.amongWords().stream())
            .map(Token::getStartIndex)
            .collect(toCollection(TreeSet::new));
  }

  static Result<List<Statement>> build(Source source, Parsed parsed) {
    var builder = new TreeBuilder(source, parsed);
    List<Statement> statements =
        parsed.tree().body().stream().flatMap(body -> builder.body(body).stream()).toList();
    return Result.of(statements, builder.diagnostics);
  }

  private List<Statement> body(BodyContext body) {
    var statements = new ArrayList<Statement>();
    for (int i = 0; i < body.getChildCount(); i++) {
      if (body.getChild(i) instanceof ArgsContext args) {
        statements.add(statement(args, body.getChild(i + 1)));
      }
    }
    return statements;
  }

  /**
   * @param end the block, or the {@code ;}
   */
  private Statement statement(ArgsContext args, ParseTree end) {
    List<Item> items = items(args);
    Span line = items.getFirst().span().to(items.getLast().span());
    Optional<Block> block =
        end instanceof BlockContext found ? Optional.of(block(found)) : Optional.empty();
    Span span = end instanceof BlockContext found ? line.to(span(found.start, found.stop)) : line;
    return new Statement(items, block, docs.before(span.start()), span);
  }

  private Block block(BlockContext block) {
    Token close = block.GT().getSymbol();
    return new Block(
        body(block.body()),
        span(block.LT().getSymbol()),
        Parsed.supplied(close) ? Optional.empty() : Optional.of(span(close)));
  }

  /** One report is enough for the words of a statement. */
  private List<Item> items(ArgsContext args) {
    var items = new ArrayList<Item>();
    var faults = new FirstFault();
    for (int i = 0; i < args.getChildCount(); i++) {
      if (args.getChild(i) instanceof ItemContext item) {
        items.add(item(item, commaAt(args, i + 1), faults));
      }
    }
    if (!toldOf(span(args.start, args.stop))) {
      faults.report().ifPresent(diagnostics::add);
    }
    return items;
  }

  private boolean toldOf(Span words) {
    return !told.isEmpty() && !told.subSet(words.start(), words.end()).isEmpty();
  }

  private Optional<Span> commaAt(ArgsContext args, int child) {
    return child < args.getChildCount() && args.getChild(child) instanceof TerminalNode comma
        ? Optional.of(span(comma.getSymbol()))
        : Optional.empty();
  }

  private Item item(ItemContext item, Optional<Span> comma, FirstFault faults) {
    var read = new ArrayList<Word>();
    for (int i = 0; i < item.getChildCount(); ) {
      int end = endOfWord(item, i);
      read.add(faults.noted(word(item, i, end)));
      i = end;
    }
    return new Item(read, comma, span(item.start, item.stop));
  }

  /**
   * What to tell of a statement's words: the first fault, or the first warning if there is none.
   */
  private static final class FirstFault {
    private Optional<Supplier<Diagnostic>> fault = Optional.empty();
    private Optional<Supplier<Diagnostic>> warning = Optional.empty();

    Word noted(Reading reading) {
      fault = fault.or(reading::fault);
      warning = warning.or(reading::warning);
      return reading.word();
    }

    Optional<Diagnostic> report() {
      return fault.or(() -> warning).map(Supplier::get);
    }
  }

  /** The child after the tokens that adjoin each other: together they are one word. */
  private static int endOfWord(ItemContext item, int first) {
    int end = first + 1;
    while (end < item.getChildCount()
        && token(item, end).getStartIndex() == token(item, end - 1).getStopIndex() + 1) {
      end++;
    }
    return end;
  }

  private Reading word(ItemContext item, int first, int end) {
    boolean whole = end == first + 1 && token(item, first).getType() == CdlLexer.WORD;
    return WordReader.read(source, span(token(item, first), token(item, end - 1)), !whole);
  }

  private static Token token(ItemContext item, int child) {
    return ((TerminalNode) item.getChild(child)).getSymbol();
  }

  private Span span(Token token) {
    return span(token, token);
  }

  private Span span(Token first, Token last) {
    return source.span(first.getStartIndex(), last.getStopIndex() + 1);
  }
}
