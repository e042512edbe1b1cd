package dev.cdlc.importer.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One port, or several in a row: {@code 80}, {@code 8000-8009}. */
record PortRange(int first, int last) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
  private static final int LAST = 65_535;

  static Optional<PortRange> read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    return Optional.of(new PortRange(first, last)).filter(_ -> first <= last && last <= LAST);
  }

  int size() {
    return last - first + 1;
  }
}
