package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter.Arity;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Reference;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Token.Kind;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a tree says, without its places: a line for each doc comment, statement and end of a block.
 * The values of a list stand apart, however they are written, and nothing follows the last.
 */
public final class Outline {
  private final SyntaxFile file;
  private final List<String> lines = new ArrayList<>();

  private Outline(SyntaxFile file) {
    this.file = file;
  }

  public static List<String> of(SyntaxFile file) {
    var outline = new Outline(file);
    outline.statements(file.statements(), Optional.of(Context.FILE));
    return outline.lines;
  }

  /** The comments of a tree in order, without marks, and without blanks at their ends. */
  public static List<String> comments(SyntaxFile file) {
    return file.tokens().stream()
        .filter(token -> token.kind() == Kind.COMMENT || token.kind() == Kind.DOC)
        .map(Token::span)
        .map(span -> file.source().slice(span).replaceFirst("^#+", "").stripTrailing())
        .toList();
  }

  private void statements(List<Statement> statements, Optional<Context> context) {
    statements.forEach(statement -> statement(statement, context));
  }

  private void statement(Statement statement, Optional<Context> context) {
    statement.docs().forEach(doc -> lines.add("## " + doc.text()));
    List<String> written = written(statement);
    boolean prefixed = written.size() > 1 && written.getFirst().equals("try");
    List<String> own = prefixed ? written.subList(1, written.size()) : written;
    Optional<Keyword> keyword = context.flatMap(home -> Registry.find(home, own));
    lines.add(words(statement, prefixed ? 1 : 0, keyword.map(Keyword::entry)));
    statement
        .block()
        .ifPresent(
            block -> {
              lines.add("<");
              statements(block.statements(), keyword.flatMap(found -> found.entry().block()));
              lines.add(">");
            });
  }

  private List<String> written(Statement statement) {
    return statement.items().stream()
        .flatMap(item -> item.words().stream())
        .map(word -> file.source().slice(word.span()))
        .toList();
  }

  private static String words(Statement statement, int prefixes, Optional<Entry> entry) {
    boolean list = entry.filter(Outline::endsInList).isPresent();
    boolean behind = list && arity(entry) == Arity.ITEMS_BEHIND_WORD;
    boolean split = behind || (list && arity(entry) == Arity.ITEMS);
    int values =
        prefixes
            + entry.map(found -> found.head().size() + found.parameters().size() - 1).orElse(0)
            + (behind ? 1 : 0);
    var out = new StringBuilder();
    int place = 0;
    for (Item item : statement.items()) {
      for (Word word : item.words()) {
        out.append(' ').append(pieces(word, split && place >= values));
        place++;
      }
      item.comma().ifPresent(_ -> out.append(" ,"));
    }
    String text = out.substring(1);
    return list && place > values ? text.replaceFirst(" ,$", "") : text;
  }

  private static Arity arity(Optional<Entry> entry) {
    return entry.orElseThrow().parameters().getLast().arity();
  }

  private static boolean endsInList(Entry entry) {
    return !entry.parameters().isEmpty() && entry.parameters().getLast().separatedByCommas();
  }

  private static String pieces(Word word, boolean split) {
    var out = new StringBuilder(word.broken() ? "!" : "");
    for (Piece piece : word.pieces()) {
      out.append(
          switch (piece) {
            case Literal(String value, boolean quoted) when quoted -> "\"" + value + "\"";
            case Literal(String value, _) -> split ? value.replace(",", " , ") : value;
            case Reference(String name, _) -> "${" + name + "}";
          });
    }
    return out.toString();
  }
}
