package dev.cdlc.codegen.strace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes between double quotes, with the escapes of strace(1). */
final class Quotation {
  private static final int OCTAL_DIGITS = 3;
  private static final int HEX_DIGITS = 2;

  private Quotation() {}

  static String quote(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (byte octet : bytes) {
      text.append(escape(octet));
    }
    return text.append('"').toString();
  }

  private static String escape(byte octet) {
    return switch (octet) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case 0x0b -> "\\v";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      default ->
          octet >= ' ' && octet < 0x7f
              ? String.valueOf((char) octet)
              : "\\%03o".formatted(Byte.toUnsignedInt(octet));
    };
  }

  /**
   * The bytes that stood between the quotes.
   *
   * @param text without the quotes
   */
  static byte[] unquote(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int index = 0;
    while (index < text.length()) {
      if (text.charAt(index) == '\\' && index + 1 < text.length()) {
        index = unescape(text, index + 1, bytes);
      } else {
        bytes.writeBytes(text.substring(index, index + 1).getBytes(StandardCharsets.UTF_8));
        index++;
      }
    }
    return bytes.toByteArray();
  }

  /** Reads what follows a backslash; the result is the index behind it. */
  private static int unescape(String text, int index, ByteArrayOutputStream bytes) {
    char letter = text.charAt(index);
    if (letter >= '0' && letter <= '7') {
      return number(text, index, OCTAL_DIGITS, 8, bytes);
    }
    if (letter == 'x') {
      return number(text, index + 1, HEX_DIGITS, 16, bytes);
    }
    bytes.write(
        switch (letter) {
          case 't' -> '\t';
          case 'n' -> '\n';
          case 'v' -> 0x0b;
          case 'f' -> '\f';
          case 'r' -> '\r';
          default -> letter;
        });
    return index + 1;
  }

  private static int number(
      String text, int start, int digits, int radix, ByteArrayOutputStream bytes) {
    int end = start;
    int value = 0;
    while (end < text.length()
        && end < start + digits
        && Character.digit(text.charAt(end), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(end), radix);
      end++;
    }
    bytes.write(value);
    return end;
  }
}
