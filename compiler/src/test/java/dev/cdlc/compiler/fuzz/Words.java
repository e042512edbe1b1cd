package dev.cdlc.compiler.fuzz;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Said;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that inputs are made of: the registry's own, and what is none of its words. */
final class Words {
  /** What stands in no example: values at their limits, and what is no value. */
  private static final List<String> STRANGE =
      List.of(
          "0",
          "-1",
          "00",
          "0x80",
          "4294967295",
          "9223372036854775808",
          "18446744073709551616",
          "99999999999999999999999999",
          "1.5GiB",
          "0.000001",
          "1e9",
          "100000000000%",
          "16777216TiB",
          "-5s",
          "1d1d",
          "07777",
          "3-1",
          "0-4294967296",
          "8:0:0",
          "[::1]:80",
          "[:",
          "0:65536/udp",
          "/",
          "..",
          "../../x",
          "./a/../../b",
          "=",
          "A=",
          "=b",
          "pid=",
          "a,b",
          ",",
          "\"\"",
          "''",
          "\"two words\"",
          "\"\\u{1F433}\\n\"",
          "'{\"a\": [1e400, null]}'",
          "'[[[['",
          "a\"b\"'c'",
          "日本",
          "🐳",
          "\u00e9\u0301",
          "unlimited",
          "default",
          "on",
          "x".repeat(300));

  /** What refers to a name of {@link RandomFile}'s, or to none. */
  static final List<String> REFERENCES =
      List.of(
          "${p0}",
          "${p1}",
          "${p2}",
          "${l0}",
          "${l1}",
          "${l2}",
          "a${l0}b",
          "\"${p1} ${l2}\"",
          "${host.uid}",
          "${base.b}",
          "${none}",
          "'${raw}'");

  static final List<String> COMMENTS =
      List.of("# x\n", "## y\n", "#\n", "#!\n", "# cdlc:ignore CDL3006 -- z\n", "# cdlc:ignore\n");

  /** Words of each statement's example that stand in that statement. */
  private static final Map<Keyword, List<String>> EXAMPLES =
      Registry.all().stream().collect(Collectors.toMap(keyword -> keyword, Words::inExample));

  private static final List<String> ALL =
      Stream.of(
              STRANGE.stream(),
              REFERENCES.stream(),
              EXAMPLES.values().stream().flatMap(List::stream).sorted().distinct(),
              Stream.of(ValueType.values()).flatMap(type -> type.words().stream()),
              Registry.all().stream().flatMap(keyword -> keyword.entry().head().stream()))
          .flatMap(words -> words)
          .toList();

  private Words() {}

  private static List<String> inExample(Keyword keyword) {
    var example = new Source(new SourceId("example.cdl"), keyword.entry().example());
    return Said.in(example).stream()
        .filter(said -> said.keyword().equals(keyword))
        .flatMap(said -> said.statement().items().stream())
        .flatMap(item -> item.words().stream())
        .map(word -> example.slice(word.span()))
        .filter(word -> !keyword.entry().head().contains(word))
        .toList();
  }

  /** A word for a parameter, more often than not of the right kind. */
  static String of(Keyword keyword, Parameter parameter, Dice dice) {
    List<String> listed = parameter.listed();
    List<String> examples = EXAMPLES.getOrDefault(keyword, List.of());
    if (dice.chance(8)) {
      return any(dice);
    }
    if (dice.chance(6)) {
      return dice.anyOf(REFERENCES);
    }
    return listed.isEmpty() || (!examples.isEmpty() && dice.chance(30))
        ? examples.isEmpty() ? dice.anyOf(STRANGE) : dice.anyOf(examples)
        : listed(dice.anyOf(listed), dice);
  }

  private static String listed(String word, Dice dice) {
    return word.endsWith("=") ? word + dice.anyOf(STRANGE) : word;
  }

  /** A word of whatever kind. */
  static String any(Dice dice) {
    return dice.anyOf(ALL);
  }
}
