package dev.cdlc.runtime.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of a pax extended header, "LENGTH KEYWORD=VALUE\n" each, see pax(1). Values are
 * bytes, one character for each (ISO 8859-1).
 */
final class PaxRecords {
  /** How star(1), GNU tar and Go's archive/tar call an extended attribute. */
  private static final String SCHILY = "SCHILY.xattr.";

  /** How libarchive calls it: the value is in base 64. */
  private static final String LIBARCHIVE = "LIBARCHIVE.xattr.";

  private final List<Field> fields = new ArrayList<>();

  private record Field(String keyword, String value) {}

  static PaxRecords none() {
    return new PaxRecords();
  }

  /** Adds those of a header, which count before what there is. */
  PaxRecords read(byte[] header) throws ArchiveException {
    int at = 0;
    while (at < header.length) {
      int end = at + length(header, at);
      if (end > header.length || header[end - 1] != '\n') {
        throw TarHeader.damaged();
      }
      String text = new String(header, at, end - 1 - at, StandardCharsets.ISO_8859_1);
      add(text.substring(text.indexOf(' ') + 1));
      at = end;
    }
    return this;
  }

  private static int length(byte[] header, int start) throws ArchiveException {
    int length = 0;
    int at = start;
    while (at < header.length && header[at] >= '0' && header[at] <= '9' && at - start < 8) {
      length = 10 * length + header[at] - '0';
      at++;
    }
    if (at == start || at >= header.length || header[at] != ' ' || length <= at - start + 1) {
      throw TarHeader.damaged();
    }
    return length;
  }

  private void add(String field) throws ArchiveException {
    int equals = field.indexOf('=');
    if (equals < 0) {
      throw TarHeader.damaged();
    }
    fields.add(new Field(field.substring(0, equals), field.substring(equals + 1)));
  }

  /** These, and before them what holds for all entries. */
  PaxRecords over(PaxRecords global) {
    if (global.fields.isEmpty()) {
      return this;
    }
    var all = new PaxRecords();
    all.fields.addAll(global.fields);
    all.fields.addAll(fields);
    return all;
  }

  /** The last value of a keyword; an empty one takes back those before it. */
  Optional<String> get(String keyword) {
    for (Field field : fields.reversed()) {
      if (field.keyword().equals(keyword)) {
        return Optional.of(field.value()).filter(value -> !value.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** A whole number that is not negative. */
  Optional<Long> number(String keyword) throws ArchiveException {
    Optional<String> value = get(keyword);
    return value.isEmpty() ? Optional.empty() : Optional.of(wholeNumber(value.get()));
  }

  static long wholeNumber(String text) throws ArchiveException {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(PaxRecords::isDigit)) {
      throw TarHeader.damaged();
    }
    return Long.parseLong(text);
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** All values of two keywords, in their order, as GNU's sparse format 0.0 has them. */
  List<String> all(String first, String second) {
    return fields.stream()
        .filter(field -> field.keyword().equals(first) || field.keyword().equals(second))
        .map(Field::value)
        .toList();
  }

  SortedMap<String, byte[]> xattrs() throws ArchiveException {
    SortedMap<String, byte[]> xattrs = new TreeMap<>();
    for (Field field : fields) {
      if (field.keyword().startsWith(SCHILY)) {
        xattrs.put(
            field.keyword().substring(SCHILY.length()),
            field.value().getBytes(StandardCharsets.ISO_8859_1));
      } else if (field.keyword().startsWith(LIBARCHIVE)) {
        xattrs.putIfAbsent(field.keyword().substring(LIBARCHIVE.length()), base64(field.value()));
      }
    }
    return xattrs;
  }

  /** libarchive leaves out the padding. */
  private static byte[] base64(String value) throws ArchiveException {
    try {
      return Base64.getDecoder().decode(value.strip());
    } catch (IllegalArgumentException e) {
      throw TarHeader.damaged();
    }
  }
}
