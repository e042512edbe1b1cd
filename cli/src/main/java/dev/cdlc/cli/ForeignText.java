package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;

/** Files that are no CDL, and are read to make CDL of them. */
final class ForeignText {
  private ForeignText() {}

  /** The text of a file; what cannot be one is reported in words for such files. */
  static Result<Source> of(SourceFile file) {
    Result<Source> read = file.source();
    return new Result<>(
        read.value(), read.diagnostics().stream().map(ForeignText::reworded).toList());
  }

  private static Diagnostic reworded(Diagnostic found) {
    if (found.code() == Code.FILE_TOO_LARGE) {
      return found.withHelp("is this the file you meant? nothing that is imported is so large");
    }
    return found.code() == Code.BINARY_FILE
        ? found.withHelp(
            "give a text; `file " + found.primary().span().source() + "` tells what this one is")
        : found;
  }
}
