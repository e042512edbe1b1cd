package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The libraries that ldconfig(8) found, by name: /etc/ld.so.cache in glibc's format 1.1, as its
 * dl-cache.h describes it. Several paths for one name are of several machines, or for newer CPUs.
 */
final class LibraryCache {
  static final String PATH = "/etc/ld.so.cache";

  private static final String MAGIC = "glibc-ld.so.cache1.1";

  /**
   * The header: magic, number of entries, length of the strings, and what is of no concern here.
   */
  private static final int HEADER = 48;

  /** An entry: flags, offset of name and of path from the magic, and what chooses among several. */
  private static final int ENTRY = 24;

  private final Map<String, List<String>> paths = new LinkedHashMap<>();

  private LibraryCache() {}

  /** Reads a file; what is not there, or is of another format, has no libraries. */
  static LibraryCache read(Path file) throws IOException {
    try {
      return of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return new LibraryCache();
    }
  }

  private static LibraryCache of(byte[] content) {
    var cache = new LibraryCache();
    // An older format may come first.
    int start = new String(content, StandardCharsets.ISO_8859_1).indexOf(MAGIC);
    if (start >= 0 && content.length - start >= HEADER) {
      cache.addAll(ByteBuffer.wrap(content, start, content.length - start).slice());
    }
    return cache;
  }

  private void addAll(ByteBuffer table) {
    table.order(ByteOrder.nativeOrder());
    int count = table.getInt(MAGIC.length());
    for (int i = 0; i < count && HEADER + (i + 1) * ENTRY <= table.limit(); i++) {
      int entry = HEADER + i * ENTRY;
      String name = string(table, table.getInt(entry + 4));
      paths
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(string(table, table.getInt(entry + 8)));
    }
  }

  /** A text that ends in a zero; empty where the table has no such place. */
  private static String string(ByteBuffer table, int start) {
    int end = start;
    while (end >= 0 && end < table.limit() && table.get(end) != 0) {
      end++;
    }
    if (start < 0 || end >= table.limit()) {
      return "";
    }
    byte[] text = new byte[end - start];
    table.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The paths of the libraries of that name, in the order of the cache; none if it has none. */
  List<String> paths(String name) {
    return List.copyOf(paths.getOrDefault(name, List.of()));
  }
}
