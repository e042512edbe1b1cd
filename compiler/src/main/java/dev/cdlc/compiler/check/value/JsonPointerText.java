package dev.cdlc.compiler.check.value;

/** JSON pointers, RFC 6901: {@code /linux/resources/cpu}; not that of the whole document. */
public final class JsonPointerText {
  private static final String FORMS =
      "a pointer begins with `/` and names what leads to the value: /linux/resources/cpu";

  private JsonPointerText() {}

  /** Reads a pointer; it is kept as written. */
  public static Reading<String> read(String text) {
    if (!text.startsWith("/") || text.equals("/")) {
      return Reading.wrong("`" + text + "` is not a JSON pointer", FORMS);
    }
    return hasLoneTilde(text)
        ? Reading.wrong("`" + text + "` has a lone `~` in it", "a `~` is written `~0`, a `/` `~1`")
        : new Reading.Value<>(text);
  }

  private static boolean hasLoneTilde(String text) {
    for (int i = text.indexOf('~'); i >= 0; i = text.indexOf('~', i + 1)) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (next != '0' && next != '1') {
        return true;
      }
    }
    return false;
  }
}
