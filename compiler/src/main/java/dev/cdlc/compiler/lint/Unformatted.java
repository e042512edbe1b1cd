package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.resolve.FileSet;

/** A layout that {@code cdlc fmt} would change. */
final class Unformatted implements FileRule {

  @Override
  public Code code() {
    return Code.UNFORMATTED;
  }

  @Override
  public Scale scale() {
    return Scale.onRequest(Severity.STYLE);
  }

  @Override
  public void check(FileSet files, Report report) {
    Source source = files.main().file().source();
    Format.format(source)
        .value()
        .filter(text -> !text.equals(source.text()))
        .ifPresent(
            _ ->
                report.add(
                    source.span(0, 0),
                    "the file is not in the canonical layout",
                    "`cdlc fmt` writes it so"));
  }
}
