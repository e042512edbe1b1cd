package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;

/** A container or param without a comment for its readers. */
final class Undocumented implements FileRule {

  @Override
  public Code code() {
    return Code.UNDOCUMENTED;
  }

  @Override
  public Scale scale() {
    return Scale.onRequest(Severity.STYLE);
  }

  @Override
  public void check(FileSet files, Report report) {
    for (Statement statement : files.main().file().statements()) {
      String keyword = statement.name().text();
      List<Word> words = statement.items().getFirst().words();
      if (words.size() > 1
          && (keyword.equals("container") || keyword.equals("param"))
          && statement.docs().isEmpty()
          && !hasDoc(statement)) {
        report.add(
            words.get(1).span(),
            "nothing says what the %s `%s` is for".formatted(keyword, words.get(1).text()),
            "write `## ...` on the line before it");
      }
    }
  }

  /** The {@code doc} of a param. */
  private static boolean hasDoc(Statement statement) {
    return statement.block().stream()
        .flatMap(block -> block.statements().stream())
        .anyMatch(said -> said.name().text().equals("doc"));
  }
}
