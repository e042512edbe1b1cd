package dev.cdlc.importer.cdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A text in which references to params may stand, as in the words of CDL. */
public record Text(List<Piece> pieces) {
  /** The text without a character. */
  public static final Text EMPTY = new Text(List.of());

  public Text {
    pieces = List.copyOf(pieces);
  }

  /** A stretch of a text. */
  public sealed interface Piece {
    /** Characters as they are. */
    record Literal(String text) implements Piece {}

    /** The value of a param. */
    record Reference(String name) implements Piece {}
  }

  public static Text of(String literal) {
    return literal.isEmpty() ? EMPTY : new Text(List.of(new Piece.Literal(literal)));
  }

  public static Text reference(String name) {
    return new Text(List.of(new Piece.Reference(name)));
  }

  /** The texts one behind the other. */
  public Text plus(Text other) {
    return new TextBuffer().append(this).append(other).take();
  }

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** The text, if no reference stands in it. */
  public Optional<String> literal() {
    return references().isEmpty() ? Optional.of(filled(name -> "")) : Optional.empty();
  }

  /** The names of the params that stand in it. */
  public List<String> references() {
    return pieces.stream()
        .filter(Piece.Reference.class::isInstance)
        .map(piece -> ((Piece.Reference) piece).name())
        .toList();
  }

  /** The text with values in the places of its references. */
  public String filled(Function<String, String> values) {
    var text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Literal(var literal) -> text.append(literal);
        case Piece.Reference(var name) -> text.append(values.apply(name));
      }
    }
    return text.toString();
  }

  /** As CDL writes it, for a reader: {@code ${name}} for a reference. */
  public String shown() {
    return filled(name -> "${" + name + "}");
  }

  /** The characters before the first reference. */
  public String prefix() {
    return !pieces.isEmpty() && pieces.getFirst() instanceof Piece.Literal(var text) ? text : "";
  }

  /** The text without so many characters at its beginning, which must be literal ones. */
  public Text from(int count) {
    String prefix = prefix();
    Text rest = new Text(pieces.subList(prefix.isEmpty() ? 0 : 1, pieces.size()));
    return of(prefix.substring(count)).plus(rest);
  }

  /** The parts between separators; separators inside of references do not count. */
  public List<Text> split(char separator) {
    List<Text> parts = new ArrayList<>();
    var part = new TextBuffer();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Reference(var name) -> part.append(reference(name));
        case Piece.Literal(var literal) -> {
          int from = 0;
          for (int end = literal.indexOf(separator);
              end >= 0;
              end = literal.indexOf(separator, from)) {
            parts.add(part.append(literal.substring(from, end)).take());
            from = end + 1;
          }
          part.append(literal.substring(from));
        }
      }
    }
    parts.add(part.take());
    return parts;
  }

  /** The parts before and behind the first separator; the second is empty where there is none. */
  public Cut cut(char separator) {
    var before = new TextBuffer();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Piece.Literal(var literal) && literal.indexOf(separator) >= 0) {
        int end = literal.indexOf(separator);
        Text rest = new Text(pieces.subList(i + 1, pieces.size()));
        return new Cut(
            before.append(literal.substring(0, end)).take(),
            Optional.of(new TextBuffer().append(literal.substring(end + 1)).append(rest).take()));
      }
      before.append(new Text(List.of(pieces.get(i))));
    }
    return new Cut(this, Optional.empty());
  }

  /** The two sides of a separator. */
  public record Cut(Text before, Optional<Text> behind) {}
}
