package dev.cdlc.codegen.link;

import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Part;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Read-only data of nothing but bytes, packed without gaps. What stands in another one, as {@code
 * "/dev/null"} in {@code "cannot make the device /dev/null"}, is not stored a second time.
 */
final class TextPool {
  private final Map<String, Integer> offsets = new HashMap<>();

  /** Where the texts that end in their only NUL are over, by the texts read backwards. */
  private final NavigableMap<String, Integer> ends = new TreeMap<>();

  /** A character for each byte. */
  private final StringBuilder content = new StringBuilder();

  TextPool(List<Datum> data) {
    data.stream()
        .map(datum -> new Text(datum.name(), text(datum)))
        .sorted((one, other) -> other.content().length() - one.content().length())
        .forEach(text -> offsets.put(text.name(), place(text.content())));
  }

  /** A datum's content. */
  private record Text(String name, String content) {}

  /** Longer texts come before those that may stand in them. */
  private int place(String text) {
    return text.indexOf(0) == text.length() - 1 ? placeTerminated(text) : placeAnywhere(text);
  }

  /** It can stand only at another one's end. */
  private int placeTerminated(String text) {
    String backwards = new StringBuilder(text).reverse().toString();
    Map.Entry<String, Integer> longer = ends.ceilingEntry(backwards);
    if (longer != null && longer.getKey().startsWith(backwards)) {
      return longer.getValue() - text.length();
    }
    int start = append(text);
    ends.put(backwards, content.length());
    return start;
  }

  private int placeAnywhere(String text) {
    int found = content.indexOf(text);
    return found >= 0 ? found : append(text);
  }

  private int append(String text) {
    content.append(text);
    return content.length() - text.length();
  }

  /** Whether the datum may stand in a pool. */
  static boolean takes(Datum datum) {
    return datum.kind() == Datum.Kind.READ_ONLY
        && datum.parts().stream().allMatch(Part.Bytes.class::isInstance);
  }

  /** Where each datum starts, from the start of the pool. */
  Map<String, Integer> offsets() {
    return Map.copyOf(offsets);
  }

  byte[] bytes() {
    return content.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(Datum datum) {
    var text = new StringBuilder();
    for (Part part : datum.parts()) {
      if (part instanceof Part.Bytes(String octets)) {
        text.append(octets);
      }
    }
    return text.toString();
  }
}
