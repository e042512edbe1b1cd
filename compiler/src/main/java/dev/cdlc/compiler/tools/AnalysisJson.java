package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.schemas.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an {@link Analysis} tells of one place, as JSON for editors: {@code hover} and {@code
 * definition} where there is one, and {@code completions}, one a line. Lines and columns are
 * counted from 1, columns in code points; an end is the place behind the last character.
 */
public final class AnalysisJson {
  /** Raised when a reader of the former form could misread the new one. */
  private static final int VERSION = 1;

  private final Source source;
  private final StringBuilder text = new StringBuilder();

  private AnalysisJson(Source source) {
    this.source = source;
  }

  /** Ends in a newline. */
  public static String of(Analysis analysis, Source source, int offset) {
    return new AnalysisJson(source).text(analysis, offset);
  }

  private String text(Analysis analysis, int offset) {
    text.append("{\n  \"version\": ").append(VERSION);
    analysis.hover(offset).ifPresent(found -> property("hover", hover(found)));
    analysis.definition(offset).ifPresent(found -> property("definition", definition(found)));
    property("completions", completions(analysis.completions(offset)));
    return text.append("\n}\n").toString();
  }

  private void property(String name, String value) {
    text.append(",\n  ").append(JsonText.quote(name)).append(": ").append(value);
  }

  private String hover(Hover found) {
    return "{%s, \"text\": %s}"
        .formatted(range(source, found.span()), JsonText.quote(found.text()));
  }

  private String definition(Definition found) {
    return "{\"name\": {%s}, \"file\": %s, %s}"
        .formatted(
            range(source, found.name()),
            JsonText.quote(found.source().id().toString()),
            range(found.source(), found.target()));
  }

  private String completions(List<Completion> completions) {
    return completions.isEmpty()
        ? "[]"
        : completions.stream()
            .map(found -> "\n    " + completion(found))
            .collect(Collectors.joining(",", "[", "\n  ]"));
  }

  private String completion(Completion found) {
    return "{\"kind\": %s, \"text\": %s, \"doc\": %s, \"replaced\": {%s}}"
        .formatted(
            JsonText.quote(found.kind().name().toLowerCase(Locale.ROOT)),
            JsonText.quote(found.text()),
            JsonText.quote(found.doc()),
            range(source, found.replaced()));
  }

  private static String range(Source source, Span span) {
    return "\"start\": %s, \"end\": %s"
        .formatted(place(source, span.start()), place(source, span.end()));
  }

  private static String place(Source source, int offset) {
    return "{\"line\": %d, \"column\": %d}".formatted(source.line(offset), source.column(offset));
  }
}
