package dev.cdlc.runtime.root;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be in a root. */
public final class RootContent {
  /** Another number where the same entries are made into another root. */
  private static final String VERSION = "1";

  private final SortedMap<String, Entry> entries;
  private final List<String> asked;

  RootContent(SortedMap<String, Entry> entries, Collection<String> asked) {
    this.entries = new TreeMap<>(entries);
    this.asked = List.copyOf(asked);
  }

  /**
   * The paths of the host that were looked for, be they there or not: while each is as it was, the
   * content is the same.
   */
  public List<String> asked() {
    return asked;
  }

  /** By absolute path; folders come before what is in them. */
  SortedMap<String, Entry> entries() {
    return entries;
  }

  /** The same for two contents that make the same root: 64 hexadecimal digits. */
  String key() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(VERSION.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        digest.update(("\0" + entry).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
