package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement at the top of a file, or in a stack, that gives something a name.
 *
 * @param word the name
 */
record Declaration(Kind kind, SyntaxFile file, Statement statement, Word word) {
  /** What can be called by a name. */
  enum Kind {
    VALUE,
    PROFILE,
    CONTAINER,
    NETWORK
  }

  static Stream<Declaration> in(SyntaxFile file) {
    return file.statements().stream()
        .flatMap(statement -> Stream.concat(Stream.of(statement), members(statement)))
        .flatMap(statement -> of(file, statement).stream());
  }

  private static Stream<Statement> members(Statement statement) {
    return statement.block().stream()
        .filter(_ -> statement.name().text().equals("stack"))
        .flatMap(block -> block.statements().stream())
        .filter(member -> List.of("container", "network").contains(member.name().text()));
  }

  private static Optional<Declaration> of(SyntaxFile file, Statement statement) {
    List<Word> words = words(statement);
    return words.size() < 2
        ? Optional.empty()
        : kind(statement.name().text())
            .map(kind -> new Declaration(kind, file, statement, words.get(1)));
  }

  private static Optional<Kind> kind(String statement) {
    return switch (statement) {
      case "param", "let" -> Optional.of(Kind.VALUE);
      case "profile" -> Optional.of(Kind.PROFILE);
      case "container" -> Optional.of(Kind.CONTAINER);
      case "network" -> Optional.of(Kind.NETWORK);
      default -> Optional.empty();
    };
  }

  /** All words of a statement, whatever stands between them. */
  static List<Word> words(Statement statement) {
    return statement.items().stream().flatMap(item -> item.words().stream()).toList();
  }

  Source source() {
    return file.source();
  }

  /** What it says before its block, as it is written. */
  String head() {
    int end = words(statement).getLast().span().end();
    return source().slice(source().span(statement.span().start(), end));
  }

  /** The words that a {@code let} or a {@code default} gives it, where there is one. */
  Optional<Word> value() {
    List<Word> words = words(statement);
    int at = statement.name().text().equals("let") ? 2 : 4;
    return kind == Kind.VALUE && words.size() > at ? Optional.of(words.get(at)) : Optional.empty();
  }

  /** What its author says about it. */
  String doc() {
    return Stream.concat(statement.docs().stream().map(SyntaxFile.DocComment::text), describing())
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> describing() {
    return kind != Kind.VALUE
        ? Stream.of()
        : statement.block().stream()
            .flatMap(block -> block.statements().stream())
            .filter(inside -> inside.name().text().equals("doc"))
            .flatMap(inside -> words(inside).stream().skip(1))
            .map(Word::text);
  }
}
