package dev.cdlc.cli.guide;

import dev.cdlc.cli.guide.Usage.Operands;
import dev.cdlc.cli.guide.Usage.Option;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Completion for fish: a line for each option and each word. */
final class FishCompletion {
  private FishCompletion() {}

  /**
   * The file.
   *
   * @param functions that the lines call
   */
  static String of(List<Usage> all, String functions) {
    return """
        # Completion of cdlc's command line, for fish. Made from what its commands say of themselves.

        set -g __cdlc_commands %s
        set -g __cdlc_valued %s

        %s
        complete -c cdlc -f
        %s"""
        .formatted(
            all.stream()
                .map(Usage::path)
                .filter(path -> !path.isEmpty())
                .map(FishCompletion::quoted)
                .collect(Collectors.joining(" ")),
            all.stream()
                .flatMap(usage -> usage.options().stream())
                .filter(option -> option.value().isPresent())
                .flatMap(option -> option.names().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" ")),
            functions,
            all.stream()
                .flatMap(usage -> lines(usage, all))
                .map(line -> "complete -c cdlc " + line + "\n")
                .collect(Collectors.joining()));
  }

  private static Stream<String> lines(Usage usage, List<Usage> all) {
    return Stream.of(
            all.stream().filter(other -> other.isBelow(usage)).map(other -> command(usage, other)),
            usage.options().stream().map(option -> option(usage, option)),
            usage.operands().stream().flatMap(operands -> operands(usage, operands)))
        .flatMap(lines -> lines);
  }

  private static String command(Usage usage, Usage below) {
    return "-n %s -a %s -d %s"
        .formatted(
            quoted("__cdlc_operand 1 '%s'".formatted(usage.path())),
            below.name(),
            quoted(Usage.brief(below.summary())));
  }

  private static String option(Usage usage, Option option) {
    return "-n %s %s -d %s%s"
        .formatted(
            quoted("__cdlc_at '%s'".formatted(usage.path())),
            option.names().stream().map(FishCompletion::name).collect(Collectors.joining(" ")),
            quoted(Usage.brief(option.description())),
            option.value().map(value -> value(value.word())).orElse(""));
  }

  private static String name(String name) {
    return name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1);
  }

  private static String value(Word word) {
    return word instanceof Word.AnyFile ? " -r -F" : " -x" + offer(word);
  }

  private static Stream<String> operands(Usage usage, Operands operands) {
    return IntStream.range(0, operands.words().size())
        .mapToObj(
            at -> {
              boolean last = at == operands.words().size() - 1;
              return "-n %s%s"
                  .formatted(
                      quoted(
                          "__cdlc_operand %d%s '%s'"
                              .formatted(
                                  at + 1, last && operands.repeated() ? "+" : "", usage.path())),
                      offer(operands.words().get(at)));
            });
  }

  private static String offer(Word word) {
    return switch (word) {
      case Word.SourceFile() -> " -a '(__cdlc_sources)'";
      case Word.AnyFile() -> " -F";
      case Word.Folder() -> " -a '(__fish_complete_directories)'";
      case Word.Container() -> " -a '(__cdlc_containers)'";
      case Word.Created() -> " -a '(command ls /run/cdlc-oci 2>/dev/null)'";
      case Word.Running() -> " -a '(command cdlc ps --quiet 2>/dev/null)'";
      case Word.Choice(List<String> words) -> " -a " + quoted(String.join(" ", words));
      case Word.Anything() -> "";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
