package dev.cdlc.compiler.fmt;

import static java.util.stream.Collectors.toSet;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.fmt.Element.Body;
import dev.cdlc.compiler.fmt.Element.Comment;
import dev.cdlc.compiler.fmt.Element.Part;
import dev.cdlc.compiler.fmt.Element.Phrase;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.DocComment;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a tree apart into what the canonical form keeps of it: words, commas and comments. */
final class Gather {
  private final Source source;
  private final Comments comments;

  private Gather(SyntaxFile file) {
    this.source = file.source();
    this.comments = new Comments(file);
  }

  /**
   * What a file holds.
   *
   * @param file without a syntax error
   */
  static Body from(SyntaxFile file) {
    int end = file.source().length();
    return new Body(new Gather(file).elements(file.statements(), Place.TOP, end), false);
  }

  private Body body(Block block, Place place) {
    int open = block.open().start();
    int close = block.close().orElseThrow().start();
    return new Body(
        elements(block.statements(), place, close), source.line(open) == source.line(close));
  }

  /**
   * The inside of a block or file.
   *
   * @param end where it ends
   */
  private List<Element> elements(List<Statement> statements, Place place, int end) {
    var elements = new ArrayList<Element>();
    for (Statement statement : statements) {
      commentsBefore(statement, elements);
      elements.add(phrase(statement, place));
    }
    comments.takeBefore(end).forEach(found -> elements.add(comment(found, elements)));
    return elements;
  }

  private Comment comment(Token found, List<Element> before) {
    boolean free = before.isEmpty() || before.getLast() instanceof Phrase;
    return new Comment(
        comments.text(found),
        free && comments.trails(found),
        comments.afterBlankLine(found.span()));
  }

  /** Where a comment would come to describe a statement, and did not, its marks say so. */
  private void commentsBefore(Statement next, List<Element> elements) {
    Set<Span> docs = next.docs().stream().map(DocComment::span).collect(toSet());
    for (Token found : comments.takeBefore(next.span().start())) {
      Comment comment = comment(found, elements);
      boolean kept = comment.trailing() || docs.contains(found.span());
      elements.add(kept ? comment : comment.withText(comments.plainText(found)));
    }
  }

  private Phrase phrase(Statement statement, Place place) {
    List<String> words =
        statement.items().stream().flatMap(item -> written(item).stream()).toList();
    int prefixes = place.prefixes(words);
    Optional<Keyword> keyword = place.keyword(words.subList(prefixes, words.size()));
    ListValues values = ListValues.of(keyword, prefixes);
    List<Part> parts = Words.of(statement, words, values, comments);
    Place inside = place.inside(keyword, written(statement.items().getFirst()));
    return new Phrase(
        parts,
        statement.block().map(block -> body(block, inside)),
        place.takesFreeText(words.getFirst()),
        comments.afterBlankLine(statement.span()));
  }

  private List<String> written(Item item) {
    return item.words().stream().map(this::written).toList();
  }

  private String written(Word word) {
    return Quotes.canonical(source.slice(word.span()));
  }
}
