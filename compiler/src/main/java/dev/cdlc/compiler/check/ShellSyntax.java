package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a shell would act on, in a command that no shell reads. */
final class ShellSyntax {
  private static final Set<String> OPERATORS = Set.of("&&", "||", "|", "&", "2>&1");

  private ShellSyntax() {}

  /** Warns of the first unquoted operator or pattern among the words of a {@code run}. */
  static Optional<Diagnostic> warning(List<Word> words) {
    return words.stream().filter(ShellSyntax::isForShell).findFirst().map(ShellSyntax::report);
  }

  private static boolean isForShell(Word word) {
    return word.pieces().stream()
        .anyMatch(
            piece ->
                piece instanceof Literal(String text, boolean quoted)
                    && !quoted
                    && isForShell(text));
  }

  private static boolean isForShell(String text) {
    return OPERATORS.contains(text) || text.indexOf('*') >= 0 || text.indexOf('`') >= 0;
  }

  private static Diagnostic report(Word word) {
    return Diagnostic.of(
            Code.SHELL_SYNTAX_IN_RUN,
            word.span(),
            "`" + word.text() + "` is passed on as it is: no shell is involved")
        .withHelp("write `shell \"...\"` where a shell shall read it, or quote the word");
  }
}
