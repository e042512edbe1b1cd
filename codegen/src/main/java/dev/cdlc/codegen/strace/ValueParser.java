package dev.cdlc.codegen.strace;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the arguments of one call, from behind the opening parenthesis to behind the closing one.
 * Comments, which {@code -X verbose} adds, are skipped.
 */
final class ValueParser {
  private static final Pattern SPACE = Pattern.compile("(?:\\s|/\\*.*?\\*/)*");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");
  private static final Pattern CUT = Pattern.compile("\\.\\.\\.");
  private static final Pattern FIELD_NAME = Pattern.compile("(\\w+)=");
  private static final Pattern ARROW = Pattern.compile("=> ");
  private static final Pattern NUMBER =
      Pattern.compile("0x(?<hex>\\p{XDigit}+)|(?<octal>0[0-7]+)|-?\\d+");
  private static final String CLOSING = ")]}";
  private static final String OPENING = "([{";

  private final String text;
  private int index;

  ValueParser(String text, int start) {
    this.text = text;
    index = start;
  }

  /** The values up to the closing parenthesis. */
  List<Value> arguments() {
    return sequence(')');
  }

  /** What follows the last thing that was read. */
  String rest() {
    return text.substring(index);
  }

  private List<Value> sequence(char end) {
    List<Value> values = new ArrayList<>();
    while (!at(end)) {
      values.add(value());
      skip(',');
    }
    index = Math.min(index + 1, text.length());
    return values;
  }

  private Value value() {
    Value value = simpleValue();
    space();
    if (match(ARROW).isPresent()) {
      value(); // what the kernel made of it
    }
    return value;
  }

  private Value simpleValue() {
    space();
    if (skip('"')) {
      return quoted();
    }
    if (skip('{')) {
      return structure();
    }
    if (skip('[')) {
      return new Value.Sequence(sequence(']'));
    }
    return word();
  }

  /** By hand: the regular expression would need a stack as deep as the string is long. */
  private Value quoted() {
    int start = index;
    while (index < text.length() && text.charAt(index) != '"') {
      index += text.charAt(index) == '\\' ? 2 : 1;
    }
    int end = Math.min(index, text.length());
    index = Math.min(end + 1, text.length());
    byte[] bytes = Quotation.unquote(text.substring(start, end));
    boolean cut = match(CUT).isPresent();
    return new Value.Text(new String(bytes, StandardCharsets.ISO_8859_1), cut);
  }

  private Value structure() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    while (!at('}')) {
      space();
      Optional<MatchResult> name = match(FIELD_NAME);
      Value value = value();
      name.ifPresent(found -> fields.put(found.group(1), value));
      skip(',');
    }
    index = Math.min(index + 1, text.length());
    return new Value.Structure(fields);
  }

  /** Up to the next comma or bracket that nothing within has opened. */
  private Value word() {
    int start = index;
    int depth = 0;
    while (index < text.length() && !(depth == 0 && isEnd(text.charAt(index)))) {
      depth += OPENING.indexOf(text.charAt(index)) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(text.charAt(index)) >= 0 ? 1 : 0;
      index++;
    }
    if (index == start) {
      index++; // a bracket that nothing has opened: no log of strace(1) holds one
    }
    String word = COMMENT.matcher(text.substring(start, index)).replaceAll("").strip();
    return number(word).<Value>map(Value.Numeral::new).orElseGet(() -> new Value.Other(word));
  }

  /** The number that a word is, if it is one: decimal, hexadecimal, or octal with a leading 0. */
  static Optional<Long> number(String word) {
    Matcher number = NUMBER.matcher(word);
    if (!number.matches()) {
      return Optional.empty();
    }
    int radix = number.group("hex") != null ? 16 : number.group("octal") != null ? 8 : 10;
    String digits = radix == 16 ? number.group("hex") : word;
    return Optional.of(new BigInteger(digits, radix).longValue());
  }

  private static boolean isEnd(char letter) {
    return letter == ',' || CLOSING.indexOf(letter) >= 0;
  }

  /** Whether the next thing is this character, or there is nothing more. */
  private boolean at(char letter) {
    space();
    return index >= text.length() || text.charAt(index) == letter;
  }

  private boolean skip(char letter) {
    boolean found = index < text.length() && text.charAt(index) == letter;
    index += found ? 1 : 0;
    return found;
  }

  private void space() {
    match(SPACE);
  }

  private Optional<MatchResult> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(index, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    index = matcher.end();
    return Optional.of(matcher.toMatchResult());
  }
}
