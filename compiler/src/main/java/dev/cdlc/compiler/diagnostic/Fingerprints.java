package dev.cdlc.compiler.diagnostic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What findings are recognised by in another version of their file: the code, and the words of the
 * line that it stands on. Neither the file's name counts, nor lines that come or go, nor
 * indentation; findings of one code on equal lines are told apart by their order.
 */
public final class Fingerprints {
  /** Bytes of the digest that are kept. */
  private static final int KEPT = 8;

  private record Line(SourceId source, String hash) {}

  private final Map<Line, Integer> seen = new HashMap<>();

  /**
   * The fingerprint of the next finding, as in {@code 0123456789abcdef:1}.
   *
   * @param found in each source in the order of their places
   * @param line the text of the line where it starts; empty where there is none
   */
  public String of(Diagnostic found, String line) {
    String words = String.join(" ", line.strip().split("\\s+"));
    String hash = hash(found.code().id() + "\n" + words);
    int nth = seen.merge(new Line(found.primary().span().source(), hash), 1, Integer::sum);
    return hash + ":" + nth;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEPT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
