package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.JsonObject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A range of a file. Lines and columns are counted from 1, columns in code points; the end is the
 * place behind the last character.
 *
 * @param file a path with {@code /}
 */
public record Place(String file, int startLine, int startColumn, int endLine, int endColumn) {
  /**
   * A span's place; the start of the file where its text is not known.
   *
   * @param naming from the name of a source to that of its file
   */
  static Place of(Span span, Optional<Source> source, UnaryOperator<String> naming) {
    String file = naming.apply(span.source().name());
    return source.map(text -> of(file, span, text)).orElse(new Place(file, 1, 1, 1, 1));
  }

  private static Place of(String file, Span span, Source text) {
    return new Place(
        file,
        text.line(span.start()),
        text.column(span.start()),
        text.line(span.end()),
        text.column(span.end()));
  }

  boolean isWithinOneLine() {
    return startLine == endLine;
  }

  JsonObject json() {
    return new JsonObject()
        .put("file", file)
        .put("start", json(startLine, startColumn))
        .put("end", json(endLine, endColumn));
  }

  private static JsonObject json(int line, int column) {
    return new JsonObject().put("line", line).put("column", column);
  }

  /** As in {@code web.cdl:4:9}. */
  @Override
  public String toString() {
    return file + ":" + startLine + ":" + startColumn;
  }
}
