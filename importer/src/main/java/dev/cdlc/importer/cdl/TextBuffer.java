package dev.cdlc.importer.cdl;

import java.util.ArrayList;
import java.util.List;

/** A text in the making, which grows at its end. */
public final class TextBuffer {
  private final List<Text.Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  public TextBuffer append(CharSequence characters) {
    literal.append(characters);
    return this;
  }

  public TextBuffer append(int codePoint) {
    literal.appendCodePoint(codePoint);
    return this;
  }

  public TextBuffer append(Text text) {
    text.pieces().forEach(this::append);
    return this;
  }

  private void append(Text.Piece piece) {
    switch (piece) {
      case Text.Piece.Literal(var characters) -> literal.append(characters);
      case Text.Piece.Reference _ -> {
        endLiteral();
        pieces.add(piece);
      }
    }
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      pieces.add(new Text.Piece.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** What has been put together, after which the buffer is empty. */
  public Text take() {
    endLiteral();
    var text = new Text(pieces);
    pieces.clear();
    return text;
  }
}
