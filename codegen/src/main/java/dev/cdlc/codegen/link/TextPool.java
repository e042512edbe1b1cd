package dev.cdlc.codegen.link;

import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Read-only data of nothing but bytes, packed without gaps. What stands in another one, as {@code
 * "/dev/null"} in {@code "cannot make the device /dev/null"}, is not stored a second time.
 */
final class TextPool {
  private final Map<String, Integer> offsets = new HashMap<>();

  /** A character for each byte. */
  private final String content;

  TextPool(List<Datum> data) {
    List<String> texts = data.stream().map(TextPool::text).distinct().toList();
    content =
        texts.stream()
            .filter(text -> texts.stream().noneMatch(other -> isWithin(text, other)))
            .collect(Collectors.joining());
    data.forEach(datum -> offsets.put(datum.name(), content.indexOf(text(datum))));
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
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isWithin(String text, String other) {
    return other.length() > text.length() && other.contains(text);
  }

  private static String text(Datum datum) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Part part : datum.parts()) {
      if (part instanceof Part.Bytes(List<Byte> octets)) {
        octets.forEach(bytes::write);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
