package dev.cdlc.importer.docker;

import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.engine.Params;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads what a shell would replace: variables, and the commands that everybody writes. */
final class Expansions {
  private static final Pattern NAME = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

  private static final Pattern BRACED =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::?([-?])([^{}$`\"'\\\\]*))?}");

  private static final Pattern COMMAND = Pattern.compile("\\$\\(([^()`$]*)\\)|`([^`$]*)`");

  /** What a command or a variable is to CDL. */
  private static final Map<String, String> KNOWN =
      Map.of("pwd", "PWD", "id -u", "host.uid", "id -g", "host.gid", "UID", "host.uid");

  private final String text;
  private final Params params;

  /** The UTF-16 unit where each code point begins. */
  private final int[] units;

  Expansions(String text, Params params) {
    this.text = text;
    this.params = params;
    this.units =
        IntStream.concat(
                IntStream.range(0, text.length()).filter(i -> beginsCodePoint(text, i)),
                IntStream.of(text.length()))
            .toArray();
  }

  private static boolean beginsCodePoint(String text, int at) {
    return at == 0
        || !Character.isLowSurrogate(text.charAt(at))
        || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  /**
   * What stands at a place.
   *
   * @param text empty for a `$` that stands for itself
   * @param end where it ends, in code points
   */
  record Found(Optional<Text> text, int end) {}

  /** What is replaced at an offset; empty where only a shell knows. */
  Optional<Found> at(int offset) {
    return variable(NAME, offset)
        .or(() -> variable(BRACED, offset))
        .or(() -> command(offset))
        .or(() -> literal(offset));
  }

  private Matcher matcher(Pattern pattern, int offset) {
    return pattern.matcher(text).region(units[offset], text.length());
  }

  private Optional<Found> variable(Pattern pattern, int offset) {
    Matcher matcher = matcher(pattern, offset);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    boolean hasDefault = matcher.groupCount() == 3 && "-".equals(matcher.group(2));
    String name = matcher.group(1);
    return Optional.of(
        found(
            KNOWN.getOrDefault(name, name),
            hasDefault ? Optional.of(matcher.group(3)) : Optional.empty(),
            matcher,
            offset));
  }

  private Optional<Found> command(int offset) {
    Matcher matcher = matcher(COMMAND, offset);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String command = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Optional.ofNullable(KNOWN.get(command.strip()))
        .map(name -> found(name, Optional.empty(), matcher, offset));
  }

  private Found found(String name, Optional<String> otherwise, Matcher matcher, int offset) {
    String matched = matcher.group();
    return new Found(
        Optional.of(params.reference(name, otherwise)),
        offset + matched.codePointCount(0, matched.length()));
  }

  /** POSIX leaves open what a lone `$` is; shells keep it. */
  private Optional<Found> literal(int offset) {
    int unit = units[offset];
    boolean alone = unit + 1 == text.length() || " \t\n\"/:.,=".indexOf(text.charAt(unit + 1)) >= 0;
    return text.charAt(unit) == '$' && alone
        ? Optional.of(new Found(Optional.empty(), offset + 1))
        : Optional.empty();
  }
}
