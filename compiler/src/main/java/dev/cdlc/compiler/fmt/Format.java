package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.util.List;

/** The pass from text to canonical text: another layout, the same meaning. */
public final class Format {
  private Format() {}

  /**
   * The canonical form of a source that parses; whether it means something is not asked. Without a
   * value, but with its syntax errors, if it does not parse.
   */
  public static Result<String> format(Source source) {
    Result<SyntaxFile> parsed = Parse.parse(source, new LayoutNames());
    List<Diagnostic> errors = parsed.diagnostics().stream().filter(Format::isError).toList();
    return errors.isEmpty()
        ? new Result<>(parsed.value().map(Format::format), List.of())
        : Result.failed(errors);
  }

  private static boolean isError(Diagnostic found) {
    return found.severity() == Severity.ERROR;
  }

  private static String format(SyntaxFile file) {
    return Print.text(Gather.from(file));
  }
}
