package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;

/** A file that a statement names, as {@code env file} and {@code seccomp file} do. */
record NamedFile(Cells cells, Word path) {
  /** Its text; empty where that cannot be had, which is reported. */
  Optional<Source> source() {
    if (path.broken()) {
      return Optional.empty();
    }
    return switch (files().source(path.text())) {
      case Answer.Found<Source>(Source source) -> Optional.of(source);
      case Answer.Absent<Source>() -> refuse("no such file");
      case Answer.Refused<Source>(String reason) -> refuse(reason);
    };
  }

  /** The filter that it says; empty where it says none, which is reported. */
  Optional<SystemCallFilter.Own> filter() {
    return source().flatMap(this::filter);
  }

  private Optional<SystemCallFilter.Own> filter(Source source) {
    Result<SystemCallFilter.Own> read = files().filter(source);
    read.diagnostics()
        .forEach(found -> cells.findings().add(found.withRelated(path.span(), "named here")));
    return read.value();
  }

  private NamedFiles files() {
    return cells.surroundings().files();
  }

  private Optional<Source> refuse(String reason) {
    cells
        .findings()
        .add(
            Diagnostic.of(
                    Code.UNREADABLE_FILE,
                    path.span(),
                    "cannot read `%s`: %s".formatted(path.text(), reason))
                .withHelp("the path starts at the folder of the file that names it"));
    return Optional.empty();
  }
}
