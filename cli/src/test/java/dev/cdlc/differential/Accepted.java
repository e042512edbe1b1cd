package dev.cdlc.differential;

import dev.cdlc.differential.Observation.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The differences that were looked at and found right. In the file a reason stands above the
 * patterns that it holds for, each of a whole difference.
 */
record Accepted(List<Pattern> patterns) {
  private static final String FILE = "accepted.txt";

  static Accepted read() {
    try (InputStream file = Accepted.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(file, FILE).readAllBytes();
      return new Accepted(
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Pattern::compile)
              .toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean holds(Difference difference) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(difference.toString()).matches());
  }
}
