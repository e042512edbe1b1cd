package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.check.BuiltInProfiles;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Planned;
import dev.cdlc.compiler.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains codes and statements: the text of {@code cdlc explain}. */
public final class Explain {
  private static final Pattern CODE = Pattern.compile("CDL[0-9]{4}");

  /** Its page has a table. */
  private static final String DEFAULT_FILTER = "seccomp default";

  private static final String PROFILE = "profile ";

  private Explain() {}

  /**
   * The page on a topic; empty where there is none.
   *
   * @param topic a code such as {@code CDL1001}, or a statement such as {@code cpu}, {@code cap}
   *     (all its forms) or {@code cap drop}, or a built-in profile such as {@code profile
   *     hardened}; letter case does not matter
   */
  public static Optional<String> page(String topic) {
    String wanted = topic.strip();
    return code(wanted.toUpperCase(Locale.ROOT))
        .or(() -> profile(wanted.toLowerCase(Locale.ROOT)))
        .or(() -> statements(wanted.toLowerCase(Locale.ROOT)))
        .or(() -> planned(wanted.toLowerCase(Locale.ROOT)));
  }

  /** Everything that has a page: statements by their names, then codes. */
  public static List<String> topics() {
    Stream<String> names = Registry.all().stream().map(keyword -> keyword.entry().name());
    Stream<String> codes = Arrays.stream(Code.values()).map(Code::id);
    return Stream.concat(names, codes).distinct().toList();
  }

  /** The codes from CDL7000 on are those of an executable, which only has their numbers. */
  private static Optional<String> code(String id) {
    return CODE.matcher(id).matches() ? read(id + ".md") : Optional.empty();
  }

  /** The source of a built-in profile, which is its own description. */
  private static Optional<String> profile(String title) {
    return title.startsWith(PROFILE)
        ? BuiltInProfiles.text(title.substring(PROFILE.length()))
        : Optional.empty();
  }

  private static Optional<String> statements(String title) {
    String pages =
        Registry.all().stream()
            .map(keyword -> keyword.entry())
            .filter(entry -> entry.name().equals(title) || entry.title().equals(title))
            .map(Explain::page)
            .collect(Collectors.joining("\n"));
    return pages.isEmpty() ? Optional.empty() : Optional.of(pages);
  }

  private static String page(Entry entry) {
    return entry.title().equals(DEFAULT_FILTER)
        ? StatementPage.of(entry) + DefaultFilterPage.text()
        : StatementPage.of(entry);
  }

  private static Optional<String> planned(String name) {
    return Arrays.stream(Context.values())
            .anyMatch(context -> Planned.names(context).contains(name))
        ? Optional.of(name + " is part of CDL, but not known to this version of cdlc.\n")
        : Optional.empty();
  }

  /** The build puts docs/diagnostics beside this class; a test sees that no page is missing. */
  private static Optional<String> read(String name) {
    try (InputStream page = Explain.class.getResourceAsStream(name)) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
