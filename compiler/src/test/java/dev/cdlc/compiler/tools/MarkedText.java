package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.MapInputs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A text with a {@code |} where the cursor is, and the answers to what may be asked there. */
record MarkedText(Source source, int offset) {
  static final String FOLDER = "/project";

  /** On disk the file that is included declares less than the editor's buffer of it. */
  private static final Inputs DISK =
      new MapInputs().file("/project/.git", "").file("/project/base.cdl", "let saved 1;");

  static final Inputs INPUTS =
      new Buffers(
          Map.of(
              "/project/base.cdl",
              """
              ## Where it is reached.
              param port port default 8080 < doc "the host's port" >
              let origin "http://localhost:${port}";
              profile quiet < memory 64MiB >
              container db < root host; run /bin/db >
              """),
          DISK);

  static MarkedText of(Golden golden) {
    return of(golden.name(), new String(golden.bytes(), StandardCharsets.UTF_8));
  }

  static MarkedText of(String name, String marked) {
    String before = marked.substring(0, marked.indexOf('|'));
    String text = before + marked.substring(before.length() + 1);
    return new MarkedText(
        new Source(new SourceId(name), text), before.codePointCount(0, before.length()));
  }

  Analysis analysis() {
    return Analysis.of(source, FOLDER, INPUTS);
  }

  /** All answers, as the golden files have them. */
  String answers() {
    Analysis analysis = analysis();
    return analysis.hover(offset).map(hover -> hover(hover)).orElse("")
        + analysis.definition(offset).map(MarkedText::definition).orElse("")
        + completions(analysis.completions(offset));
  }

  private String hover(Hover hover) {
    return "hover %s%n%s%n".formatted(quoted(hover.span()), hover.text().indent(2));
  }

  private static String definition(Definition definition) {
    Source source = definition.source();
    int start = definition.target().start();
    return "definition %s:%d:%d %s%n%n"
        .formatted(
            source.id(),
            source.line(start),
            source.column(start),
            source.slice(definition.target()));
  }

  private String completions(List<Completion> completions) {
    return completions.stream()
        .map(
            found ->
                "%s %s for %s: %s%n"
                    .formatted(
                        found.kind().name().toLowerCase(Locale.ROOT),
                        found.text(),
                        quoted(found.replaced()),
                        found.doc()))
        .collect(Collectors.joining());
  }

  private String quoted(Span span) {
    return "`" + source.slice(span) + "`";
  }
}
