package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The options of a bind in config.json. */
final class BindOptions {
  /** Those that must hold on the mounts below a recursive bind too, or would protect nothing. */
  private static final Set<String> RESTRICTIVE =
      Set.of("ro", "nosuid", "nodev", "noexec", "nosymfollow");

  private BindOptions() {}

  /** Says that it is a bind, and in a recursive one makes restrictions recursive. */
  static List<Located<String>> of(List<Located<String>> asked, Span mount) {
    if (asked.stream().noneMatch(option -> option.value().equals("rbind"))) {
      return Stream.concat(
              Stream.of(new Located<>("bind", mount)),
              asked.stream().filter(option -> !option.value().equals("bind")))
          .toList();
    }
    return asked.stream().map(BindOptions::throughout).toList();
  }

  private static Located<String> throughout(Located<String> option) {
    return RESTRICTIVE.contains(option.value())
        ? new Located<>("r" + option.value(), option.span())
        : option;
  }
}
