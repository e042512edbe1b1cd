package dev.cdlc.runtime.archive;

import dev.cdlc.runtime.kernel.LibcryptoDigest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What identifies content: {@code sha256:} and 64 hexadecimal digits, or {@code sha512:} and 128;
 * see "Digests" in the OCI image specification, descriptor.md.
 */
public record Digest(String text) {
  private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern SHA512 = Pattern.compile("sha512:[0-9a-f]{128}");

  public Digest {
    if (!isOne(text)) {
      throw new IllegalArgumentException("no digest: " + text);
    }
  }

  /** Whether a text is a digest that can be verified. */
  public static boolean isOne(String text) {
    return SHA256.matcher(text).matches() || SHA512.matcher(text).matches();
  }

  /** As in {@code sha256}. */
  public String algorithm() {
    return text.substring(0, text.indexOf(':'));
  }

  /** The hexadecimal digits. */
  public String encoded() {
    return text.substring(text.indexOf(':') + 1);
  }

  /** Takes the bytes that are to have this digest. */
  public MessageDigest start() {
    String name = algorithm().equals("sha256") ? "SHA-256" : "SHA-512";
    return LibcryptoDigest.of(name).orElseGet(() -> ofJava(name));
  }

  private static MessageDigest ofJava(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256 and SHA-512", e);
    }
  }

  /** That of some bytes, by the same algorithm. */
  public String of(MessageDigest finished) {
    return algorithm() + ":" + HexFormat.of().formatHex(finished.digest());
  }

  @Override
  public String toString() {
    return text;
  }
}
