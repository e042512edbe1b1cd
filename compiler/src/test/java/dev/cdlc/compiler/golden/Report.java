package dev.cdlc.compiler.golden;

import static java.util.stream.Collectors.joining;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Source;
import java.util.List;

/** The text of an {@code .err} file: the findings as a user sees them. */
public final class Report {
  private Report() {}

  public static String of(List<Diagnostic> found, Source... sources) {
    var render = new Render(List.of(sources), Palette.PLAIN);
    return found.stream().map(render::text).collect(joining("\n"));
  }
}
