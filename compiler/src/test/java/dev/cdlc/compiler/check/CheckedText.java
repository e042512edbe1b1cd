package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Said;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.registry.FileKeyword;
import dev.cdlc.compiler.resolve.ProjectRoot;
import dev.cdlc.compiler.resolve.Resolve;
import dev.cdlc.compiler.resolve.TestFile;
import java.util.Comparator;
import java.util.List;

/** Parses and checks a text, as the compiler does. */
public final class CheckedText {
  /** The files that examples name. */
  private static final Inputs INPUTS =
      new MapInputs()
          .file("/srv/cdl/base.cdl", "let base 1;")
          .file("/srv/cdl/seccomp.json", "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}")
          .file("/srv/cdl/web.env", "LANG=C.UTF-8\n");

  private CheckedText() {}

  /** The containers of a source, and all that both passes found, in the order of the text. */
  public static Result<List<Container>> of(Source source) {
    Result<List<Container>> result =
        Resolve.resolve(source, "/srv/cdl", INPUTS)
            .then(files -> Check.check(files, INPUTS, Settings.NONE))
            .map(Checked::containers);
    List<Diagnostic> sorted =
        result.diagnostics().stream()
            .sorted(Comparator.comparingInt(found -> found.primary().span().start()))
            .toList();
    return new Result<>(result.value(), sorted);
  }

  /** A text that may hold any statement: it is taken for a file in which those may stand. */
  public static Result<List<Container>> wherever(String text) {
    return of(source(text));
  }

  /** A test file if something is expected, else a project file. */
  public static Source source(String text) {
    var test = new Source(new SourceId("web" + TestFile.EXTENSION), text);
    return Said.in(test).stream().anyMatch(said -> said.keyword() == FileKeyword.EXPECT)
        ? test
        : new Source(new SourceId(ProjectRoot.PROJECT_FILE), text);
  }

  public static Result<List<Container>> of(String text) {
    return of(new Source(new SourceId("test.cdl"), text));
  }
}
