package dev.cdlc.compiler.diagnostic;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A source's text and its line table: the only converter from code points to lines and columns.
 * Lines end with LF or CRLF. Lines and columns are counted from 1.
 */
public final class Source {
  private final SourceId id;
  private final String text;
  private final int[] codePoints;
  private final int[] lineStarts;

  /**
   * @param text without a byte order mark
   */
  public Source(SourceId id, String text) {
    this.id = id;
    this.text = text;
    this.codePoints = text.codePoints().toArray();
    this.lineStarts = lineStarts(codePoints);
  }

  private static int[] lineStarts(int[] codePoints) {
    var starts = IntStream.builder().add(0);
    for (int i = 0; i < codePoints.length; i++) {
      if (codePoints[i] == '\n') {
        starts.add(i + 1);
      }
    }
    return starts.build().toArray();
  }

  /** Reads UTF-8, without its byte order mark; fails on what cannot be the text of a source. */
  public static Result<Source> decode(SourceId id, byte[] bytes) {
    return new Decode(id, bytes).source();
  }

  public SourceId id() {
    return id;
  }

  public String text() {
    return text;
  }

  /** In code points, as every offset here. */
  public int length() {
    return codePoints.length;
  }

  /** The code point at an offset; -1 outside of the text. */
  public int at(int offset) {
    return offset >= 0 && offset < codePoints.length ? codePoints[offset] : -1;
  }

  public Span span(int start, int end) {
    return new Span(id, start, end);
  }

  public String slice(Span span) {
    return slice(span.start(), span.end());
  }

  private String slice(int start, int end) {
    return new String(codePoints, start, end - start);
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The line that holds an offset, its line end included. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found < 0 ? -found - 1 : found + 1;
  }

  /** Counted in code points. */
  public int column(int offset) {
    return offset - lineStart(line(offset)) + 1;
  }

  /** Counted in UTF-16 units and from 0, as editors ask for it. */
  public int utf16Column(int offset) {
    return slice(lineStart(line(offset)), offset).length();
  }

  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /** Where a line's text ends, before its line end. */
  public int lineEnd(int line) {
    if (line == lineStarts.length) {
      return codePoints.length;
    }
    int end = lineStarts[line] - 1;
    return end > lineStart(line) && codePoints[end - 1] == '\r' ? end - 1 : end;
  }

  /** A line without its line end. */
  public String lineText(int line) {
    return slice(lineStart(line), lineEnd(line));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Source that && id.equals(that.id) && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + text.hashCode();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
