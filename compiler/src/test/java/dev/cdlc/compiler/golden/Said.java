package dev.cdlc.compiler.golden;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.registry.PrefixKeyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement that a file holds, and what the registry calls it.
 *
 * @param words of the statement, without those of its block; quoted ones stand in quotes
 */
public record Said(Keyword keyword, Statement statement, List<String> words) {
  public Said {
    words = List.copyOf(words);
  }

  /** Those of a source, outer ones first; of one that is broken, those that can be told. */
  public static List<Said> in(Source source) {
    var found = new ArrayList<Said>();
    Parse.parse(source, new LayoutNames())
        .value()
        .ifPresent(file -> all(Context.FILE, file.statements()).forEach(found::add));
    return found;
  }

  /** Those of a source that a place lies in, innermost: more than one where a prefix stands. */
  public static List<Keyword> at(Source source, int place) {
    List<Said> around =
        in(source).stream()
            .filter(said -> said.statement.span().start() <= place)
            .filter(said -> place < said.statement.span().end())
            .toList();
    return around.stream()
        .filter(said -> said.statement.equals(around.getLast().statement))
        .map(Said::keyword)
        .toList();
  }

  private static Stream<Said> all(Context context, List<Statement> statements) {
    return statements.stream().flatMap(statement -> all(context, statement, words(statement)));
  }

  private static Stream<Said> all(Context context, Statement statement, List<String> words) {
    return Registry.find(context, words).stream()
        .map(keyword -> new Said(keyword, statement, words))
        .flatMap(said -> Stream.concat(Stream.of(said), said.inside(context)));
  }

  private Stream<Said> inside(Context context) {
    return keyword instanceof PrefixKeyword
        ? all(context, statement, words.subList(1, words.size()))
        : keyword.entry().block().stream()
            .flatMap(
                kind -> statement.block().stream().flatMap(block -> all(kind, block.statements())));
  }

  private static List<String> words(Statement statement) {
    return statement.items().stream()
        .flatMap(item -> item.words().stream())
        .map(Said::word)
        .toList();
  }

  /** As it is written, as far as that matters: a quoted word names nothing. */
  private static String word(Word word) {
    boolean plain =
        word.pieces().stream()
            .allMatch(piece -> piece instanceof Piece.Literal literal && !literal.quoted());
    return plain ? word.text() : '"' + word.text() + '"';
  }
}
