package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;

/** A param, let or profile that nothing uses. */
final class UnusedDeclaration implements FileRule {

  @Override
  public Code code() {
    return Code.UNUSED_DECLARATION;
  }

  @Override
  public Scale scale() {
    return Scale.onRequest(Severity.STYLE);
  }

  @Override
  public void check(FileSet files, Report report) {
    SyntaxFile main = files.main().file();
    if (!declares(main, "container", "stack")) {
      return;
    }
    var used = new UsedNames();
    files.members().forEach(member -> used.collect(member.file().statements()));
    for (Statement statement : main.statements()) {
      String keyword = statement.name().text();
      List<Word> words = statement.items().getFirst().words();
      boolean declaration =
          keyword.equals("param") || keyword.equals("let") || keyword.equals("profile");
      if (declaration && words.size() > 1 && !used.has(words.get(1).text())) {
        report.add(
            words.get(1).span(),
            "nothing uses the %s `%s`".formatted(keyword, words.get(1).text()),
            "remove it");
      }
    }
  }

  /** Whether a file is more than a collection for others to include. */
  private static boolean declares(SyntaxFile file, String... keywords) {
    for (Statement statement : file.statements()) {
      if (List.of(keywords).contains(statement.name().text())) {
        return true;
      }
    }
    return false;
  }
}
