package dev.cdlc.compiler.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the page of a code. */
final class CodePage {
  private static final Pattern CODE = Pattern.compile("CDL[0-9]{4}");

  private CodePage() {}

  /** The codes from CDL7000 on are those of an executable, which only has their numbers. */
  static Optional<String> find(String name) {
    String id = name.toUpperCase(Locale.ROOT);
    return CODE.matcher(id).matches() ? read(id + ".md") : Optional.empty();
  }

  /** The build puts docs/diagnostics beside this class; a test sees that no page is missing. */
  private static Optional<String> read(String name) {
    try (InputStream page = CodePage.class.getResourceAsStream(name)) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
