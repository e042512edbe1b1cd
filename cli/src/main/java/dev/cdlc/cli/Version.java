package dev.cdlc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this build of cdlc. */
final class Version {
  /** As in {@code 0.1.0}. */
  static final String CDLC = read();

  private Version() {}

  private static String read() {
    try (InputStream resource = Version.class.getResourceAsStream("version")) {
      byte[] bytes = Objects.requireNonNull(resource, "version").readAllBytes();
      return new String(bytes, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
