package dev.cdlc.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command of cdlc, as the parameters of a goal say them; what is unset adds none.
 */
final class CommandLine {
  private final List<String> words = new ArrayList<>();

  CommandLine(String command) {
    words.add(command);
    words.add("--color");
    words.add("never");
  }

  CommandLine flag(String option, boolean wanted) {
    if (wanted) {
      words.add(option);
    }
    return this;
  }

  CommandLine option(String option, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      words.add(option);
      words.add(value);
    }
    return this;
  }

  /** The option once for each of the values. */
  CommandLine each(String option, @Nullable List<String> values) {
    orEmpty(values).forEach(value -> option(option, value));
    return this;
  }

  /** The option once for each name, with its value behind {@code =}. */
  CommandLine each(String option, @Nullable Map<String, @Nullable String> values) {
    if (values != null) {
      values.forEach((name, value) -> option(option, name + "=" + (value == null ? "" : value)));
    }
    return this;
  }

  CommandLine arguments(@Nullable List<String> more) {
    words.addAll(orEmpty(more));
    return this;
  }

  List<String> words() {
    return List.copyOf(words);
  }

  private static List<String> orEmpty(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
