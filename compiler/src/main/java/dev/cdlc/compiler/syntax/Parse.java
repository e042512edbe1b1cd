package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.grammar.Parsed;
import dev.cdlc.grammar.StatementNames;
import java.util.ArrayList;
import java.util.List;

/** The pass from text to syntax tree. It always has a tree, and tells of each fault once. */
public final class Parse {
  private Parse() {}

  public static Result<SyntaxFile> parse(Source source, StatementNames names) {
    Parsed parsed = Parsed.of(source.text(), names);
    Result<List<Statement>> built = TreeBuilder.build(source, parsed);
    List<Statement> statements = built.value().orElse(List.of());

    var diagnostics = new ArrayList<>(new FaultReport(source).of(parsed.faults()));
    diagnostics.addAll(ForbiddenCharacters.in(source));
    diagnostics.addAll(built.diagnostics());
    if (statements.isEmpty() && diagnostics.isEmpty()) {
      diagnostics.add(emptyFile(source));
    }
    diagnostics.sort((a, b) -> a.primary().span().start() - b.primary().span().start());
    return Result.of(new SyntaxFile(source, statements, Tokens.of(source, parsed)), diagnostics);
  }

  private static Diagnostic emptyFile(Source source) {
    return Diagnostic.of(Code.EMPTY_FILE, source.span(0, 0), "the file declares nothing")
        .withHelp("a container is written `container NAME < root DIR; run COMMAND >`");
  }
}
