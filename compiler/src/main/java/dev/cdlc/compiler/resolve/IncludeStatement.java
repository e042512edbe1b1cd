package dev.cdlc.compiler.resolve;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/**
 * An {@code include} that is written as it should be. One that is not is passed over here; the
 * check says what is wrong with it.
 */
record IncludeStatement(Word path, Optional<Located<String>> alias, Span span) {
  private static final int PLAIN_WORDS = 2;
  private static final int ALIAS_WORDS = 4;

  static List<IncludeStatement> in(SyntaxFile file) {
    return file.statements().stream()
        .filter(statement -> statement.name().text().equals("include"))
        .flatMap(statement -> of(statement).stream())
        .toList();
  }

  private static Optional<IncludeStatement> of(Statement statement) {
    List<Word> words = statement.items().getFirst().words();
    boolean simple =
        statement.items().size() == 1
            && statement.block().isEmpty()
            && isBare(words.getFirst())
            && words.stream().allMatch(IncludeStatement::isLiteral);
    if (simple && words.size() == PLAIN_WORDS && !words.get(1).text().isEmpty()) {
      return Optional.of(new IncludeStatement(words.get(1), Optional.empty(), statement.span()));
    }
    return simple && words.size() == ALIAS_WORDS && words.get(2).text().equals("as")
        ? Optional.of(new IncludeStatement(words.get(1), alias(words.get(3)), statement.span()))
        : Optional.empty();
  }

  private static Optional<Located<String>> alias(Word word) {
    return Optional.of(new Located<>(word.text(), word.span()));
  }

  private static boolean isBare(Word word) {
    return word.pieces().stream()
        .allMatch(piece -> piece instanceof Literal(_, var quoted) && !quoted);
  }

  private static boolean isLiteral(Word word) {
    return !word.broken() && !word.refers();
  }
}
