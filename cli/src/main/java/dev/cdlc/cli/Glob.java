package dev.cdlc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern of paths, as gitignore(5) has it: {@code *}, {@code ?} and {@code [a-z]} stay within a
 * name, {@code **} as a whole name stands for any number of folders. Matching takes time in
 * proportion to the product of both lengths.
 */
final class Glob {
  private final List<Piece> pieces;

  private Glob(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  private static boolean nothing(int c) {
    return false;
  }

  private sealed interface Piece {}

  /** One character. */
  private record One(IntPredicate takes) implements Piece {}

  /** Any number of characters of one name. */
  private record Star() implements Piece {}

  /** Any number of folders, each with the slash behind it. */
  private record Folders() implements Piece {}

  /** All that is left, however deep. */
  private record Rest() implements Piece {}

  /** A pattern that is malformed, as by a bracket that stays open, matches nothing. */
  static Glob of(String pattern) {
    return new Glob(new Parser(pattern.codePoints().toArray()).pieces());
  }

  /** Whether a word has any character that means something else than itself. */
  static boolean isIn(String word) {
    return word.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /**
   * Whether a path matches as a whole.
   *
   * @param path relative, with slashes between its names
   */
  boolean matches(String path) {
    int[] text = path.codePoints().toArray();
    boolean[] rest = new boolean[text.length + 1];
    rest[text.length] = true;
    for (Piece piece : pieces.reversed()) {
      rest = with(piece, text, rest);
    }
    return rest[0];
  }

  /**
   * Where in a text a pattern may begin to match up to the end.
   *
   * @param rest where the pieces behind this one may
   */
  private static boolean[] with(Piece piece, int[] text, boolean[] rest) {
    boolean[] here = new boolean[rest.length];
    here[text.length] = !(piece instanceof One) && rest[text.length];
    boolean deeper = false;
    for (int i = text.length - 1; i >= 0; i--) {
      boolean slash = text[i] == '/';
      deeper |= slash && rest[i + 1];
      here[i] =
          switch (piece) {
            case One(IntPredicate takes) -> takes.test(text[i]) && rest[i + 1];
            case Star() -> rest[i] || (!slash && here[i + 1]);
            case Folders() -> rest[i] || deeper;
            case Rest() -> true;
          };
    }
    return here;
  }

  /** Reads a pattern as git's wildmatch.c does. */
  private static final class Parser {
    private final int[] pattern;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    Parser(int[] pattern) {
      this.pattern = pattern;
    }

    List<Piece> pieces() {
      while (at < pattern.length) {
        pieces.add(
            switch (pattern[at]) {
              case '*' -> stars();
              case '?' -> one(c -> c != '/');
              case '[' -> new One(set());
              case '\\' -> new One(escaped());
              default -> literally();
            });
      }
      return pieces;
    }

    private One literally() {
      int literal = pattern[at];
      return one(c -> c == literal);
    }

    private One one(IntPredicate takes) {
      at++;
      return new One(takes);
    }

    private IntPredicate escaped() {
      if (at + 1 >= pattern.length) {
        at++;
        return Glob::nothing;
      }
      int literal = pattern[at + 1];
      at += 2;
      return c -> c == literal;
    }

    private Piece stars() {
      int start = at;
      while (at < pattern.length && pattern[at] == '*') {
        at++;
      }
      boolean whole = at - start > 1 && mayBegin(start) && (isEnd() || isAt('/'));
      if (!whole) {
        return new Star();
      }
      if (isEnd()) {
        return new Rest();
      }
      at++;
      return new Folders();
    }

    /** Git takes what stands before the first of its characters off, and then reads a start. */
    private boolean mayBegin(int start) {
      return start == 0
          || pattern[start - 1] == '/'
          || !isIn(new String(pattern, 0, start).replace('\\', '*'));
    }

    private boolean isEnd() {
      return at >= pattern.length;
    }

    private boolean isAt(int c) {
      return at < pattern.length && pattern[at] == c;
    }

    /** A set in brackets; a bracket that closes at once is one of its members. */
    private IntPredicate set() {
      at++;
      boolean negated = isAt('!') || isAt('^');
      if (negated) {
        at++;
      }
      IntPredicate members = Glob::nothing;
      int first = at;
      while (!isEnd() && (at == first || pattern[at] != ']')) {
        members = members.or(member());
      }
      if (isEnd()) {
        return Glob::nothing;
      }
      at++;
      IntPredicate all = negated ? members.negate() : members;
      return c -> c != '/' && all.test(c);
    }

    private IntPredicate member() {
      if (isAt('[') && at + 1 < pattern.length && pattern[at + 1] == ':') {
        int end = at + 2;
        while (end < pattern.length && pattern[end] != ']') {
          end++;
        }
        if (end < pattern.length && end > at + 2 && pattern[end - 1] == ':') {
          String name = new String(pattern, at + 2, end - at - 3);
          at = end + 1;
          return named(name);
        }
      }
      int low = literal();
      boolean range = isAt('-') && at + 1 < pattern.length && pattern[at + 1] != ']';
      if (!range) {
        return c -> c == low;
      }
      at++;
      int high = literal();
      return c -> low <= c && c <= high;
    }

    private int literal() {
      if (isAt('\\')) {
        at++;
      }
      return isEnd() ? 0 : pattern[at++];
    }

    /** A class of characters, as {@code [:digit:]}; an unknown one spoils the pattern. */
    private IntPredicate named(String name) {
      return switch (name) {
        case "alnum" -> Parser::isAlphanumeric;
        case "alpha" -> c -> isAlphanumeric(c) && !isDigit(c);
        case "blank" -> c -> c == ' ' || c == '\t';
        case "cntrl" -> c -> c < ' ' || c == 0x7f;
        case "digit" -> Parser::isDigit;
        case "graph" -> c -> isPrinted(c) && c != ' ';
        case "lower" -> c -> 'a' <= c && c <= 'z';
        case "print" -> Parser::isPrinted;
        case "punct" -> c -> isPrinted(c) && c != ' ' && !isAlphanumeric(c);
        case "space" -> c -> c == ' ' || ('\t' <= c && c <= '\r');
        case "upper" -> c -> 'A' <= c && c <= 'Z';
        case "xdigit" -> c -> isDigit(c) || ('a' <= (c | 0x20) && (c | 0x20) <= 'f');
        default -> {
          at = pattern.length;
          yield Glob::nothing;
        }
      };
    }

    private static boolean isDigit(int c) {
      return '0' <= c && c <= '9';
    }

    private static boolean isAlphanumeric(int c) {
      return isDigit(c) || ('a' <= (c | 0x20) && (c | 0x20) <= 'z');
    }

    private static boolean isPrinted(int c) {
      return ' ' <= c && c < 0x7f;
    }
  }
}
