package dev.cdlc.compiler.syntax;

import static java.util.stream.Collectors.joining;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;

/**
 * The text of an {@code .ast} file: a statement a line with its place, indented as it is nested.
 * Quoted text stands in quotes, and {@code !} before a word that is broken.
 */
final class Dump {
  private final Source source;
  private final StringBuilder out = new StringBuilder();

  private Dump(Source source) {
    this.source = source;
  }

  static String of(SyntaxFile file) {
    var dump = new Dump(file.source());
    file.statements().forEach(statement -> dump.statement(statement, ""));
    return dump.out.toString();
  }

  private void statement(Statement statement, String indent) {
    statement.docs().forEach(doc -> line(indent, "## " + doc.text(), doc.span()));
    String items = statement.items().stream().map(this::item).collect(joining(""));
    line(indent, items.strip() + (statement.block().isPresent() ? " <" : ""), statement.span());
    statement.block().ifPresent(block -> block(block, indent));
  }

  private void block(Block block, String indent) {
    block.statements().forEach(statement -> statement(statement, indent + "  "));
    block
        .close()
        .ifPresentOrElse(
            close -> line(indent, ">", close), () -> out.append(indent).append("> missing\n"));
  }

  private String item(Item item) {
    String words = item.words().stream().map(this::word).collect(joining(" "));
    return words + (item.comma().isPresent() ? ", " : "");
  }

  private String word(Word word) {
    String pieces = word.pieces().stream().map(this::piece).collect(joining("+"));
    return (word.broken() ? "!" : "") + pieces;
  }

  private String piece(Piece piece) {
    return switch (piece) {
      case Piece.Literal(var value, var quoted) -> quoted ? quote(value) : value;
      case Piece.Reference(var name, _) -> "${" + name + "}";
    };
  }

  private static String quote(String value) {
    return '"' + value.replace("\n", "\\n").replace("\t", "\\t") + '"';
  }

  private void line(String indent, String text, Span span) {
    out.append("%s%s  @%s-%s%n".formatted(indent, text, place(span.start()), place(span.end())));
  }

  private String place(int offset) {
    return source.line(offset) + ":" + source.column(offset);
  }
}
