package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/**
 * Where an offset lies in a tree.
 *
 * @param context the kind of block, where it is known
 * @param statement the one whose end has not come, if there is one
 */
record Place(
    SyntaxFile file, int offset, Optional<Context> context, Optional<Statement> statement) {
  static Place in(SyntaxFile file, int offset) {
    Optional<Context> context = Optional.of(Context.FILE);
    Optional<Statement> at = last(file.statements(), offset);
    Optional<Block> block = at.flatMap(statement -> around(statement, offset));
    while (block.isPresent()) {
      Statement outer = at.orElseThrow();
      context = context.flatMap(home -> phrase(file.source(), home, outer).block());
      at = last(block.get().statements(), offset);
      block = at.flatMap(statement -> around(statement, offset));
    }
    return new Place(file, offset, context, at.filter(found -> isOpen(file, found, offset)));
  }

  /** The last statement that begins at an offset or before it. */
  private static Optional<Statement> last(List<Statement> statements, int offset) {
    int low = 0;
    int high = statements.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (statements.get(middle).span().start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Optional.empty() : Optional.of(statements.get(low - 1));
  }

  /** The statement's block, if the offset lies in it; one without its end ends with the text. */
  private static Optional<Block> around(Statement statement, int offset) {
    return statement
        .block()
        .filter(block -> block.open().end() <= offset)
        .filter(block -> block.close().filter(close -> close.start() < offset).isEmpty());
  }

  private static Phrase phrase(Source source, Context context, Statement statement) {
    return Phrase.of(
        context,
        Declaration.words(statement).stream().map(word -> source.slice(word.span())).toList());
  }

  private static boolean isOpen(SyntaxFile file, Statement statement, int offset) {
    if (statement.block().isPresent()) {
      return offset < statement.block().get().open().end();
    }
    for (int i = tokenAt(file, statement.span().end()); i < file.tokens().size(); i++) {
      Token token = file.tokens().get(i);
      if (token.span().start() >= offset) {
        return true;
      }
      if (endsStatement(token)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsStatement(Token token) {
    return switch (token.kind()) {
      case SEMICOLON, OPEN, CLOSE -> true;
      case WORD, COMMA, DOC, COMMENT, BLANK, SKIPPED -> false;
    };
  }

  /** The index of the first token that ends behind an offset. */
  private static int tokenAt(SyntaxFile file, int offset) {
    List<Token> tokens = file.tokens();
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).span().end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Source source() {
    return file.source();
  }

  /** The words of the statement that end before the offset. */
  List<Word> before() {
    return words().stream().filter(word -> word.span().end() < offset).toList();
  }

  /** The word that the offset lies in, or at either end of. */
  Optional<Word> word() {
    return words().stream()
        .filter(word -> word.span().start() <= offset && offset <= word.span().end())
        .findFirst();
  }

  List<Word> words() {
    return statement.map(Declaration::words).orElse(List.of());
  }

  /** Words as they are written. */
  List<String> written(List<Word> words) {
    return words.stream().map(word -> source().slice(word.span())).toList();
  }

  /** Whether what stands here may be the first word of a statement whose `;` is yet to come. */
  boolean mayBegin() {
    if (before().isEmpty()) {
      return true;
    }
    int start = word().map(word -> word.span().start()).orElse(offset);
    String line = source().slice(source().span(source().lineStart(source().line(start)), start));
    return line.isBlank() && !isBehindComma();
  }

  private boolean isBehindComma() {
    for (int i = tokenAt(file, before().getLast().span().end()); i < file.tokens().size(); i++) {
      Token token = file.tokens().get(i);
      if (token.span().end() > offset || token.kind() == Token.Kind.COMMA) {
        return token.span().end() <= offset;
      }
    }
    return false;
  }

  boolean inComment() {
    int index = tokenAt(file, Math.max(0, offset - 1));
    if (index == file.tokens().size()) {
      return false;
    }
    Token token = file.tokens().get(index);
    return token.span().start() < offset
        && (token.kind() == Token.Kind.COMMENT || token.kind() == Token.Kind.DOC);
  }

  /**
   * What is written of the value that is to be completed: since the word's beginning, or since the
   * last comma in it.
   *
   * @param commas whether commas separate values
   */
  Span written(boolean commas) {
    int start = word().map(word -> word.span().start()).orElse(offset);
    int from = start;
    for (int i = start; commas && i < offset; i++) {
      from = source().at(i) == ',' ? i + 1 : from;
    }
    return source().span(Math.min(from, offset), offset);
  }

  /** The name in a reference, as far as it is written, if the offset lies in a reference. */
  Optional<Span> reference() {
    int start = offset;
    while (isOfName(source().at(start - 1))) {
      start--;
    }
    boolean refers =
        source().at(start - 1) == '{' && source().at(start - 2) == '$' && word().isPresent();
    return refers ? Optional.of(source().span(start, offset)) : Optional.empty();
  }

  /** Whether the reference that the offset lies in has its end. */
  boolean referenceEnds() {
    int end = offset;
    while (isOfName(source().at(end))) {
      end++;
    }
    return source().at(end) == '}';
  }

  private static boolean isOfName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
