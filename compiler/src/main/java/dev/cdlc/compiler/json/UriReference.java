package dev.cdlc.compiler.json;

import java.nio.charset.StandardCharsets;

/** A path as a URI reference (RFC 3986): what is not plain there is written by its bytes. */
public final class UriReference {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private UriReference() {}

  public static String of(String path) {
    var uri = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char plain = (char) (octet & 0xFF);
      if (PLAIN.indexOf(plain) >= 0) {
        uri.append(plain);
      } else {
        uri.append("%%%02X".formatted(octet & 0xFF));
      }
    }
    return uri.toString();
  }
}
