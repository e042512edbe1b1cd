package dev.cdlc.cli.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Completion for bash: a function with a table of the commands, before those that read it, which
 * are written by hand.
 */
final class BashCompletion {
  private BashCompletion() {}

  /**
   * The file.
   *
   * @param functions what reads the table
   */
  static String of(List<Usage> all, String functions) {
    return """
        # Completion of cdlc's command line, for bash. Made from what its commands say of themselves.

        # Tells of the command $1: the commands below it, options without and with a value, and what
        # its other words are.
        _cdlc_command() {
          commands='' flags='' valued='' operands=() repeated=''
          case $1 in
        %s  esac
        }

        # Tells what the value of the option $2 of the command $1 is.
        _cdlc_value() {
          kind=''
          case "$1 $2" in
        %s  esac
        }

        %s"""
        .formatted(
            all.stream().map(usage -> command(usage, all)).collect(Collectors.joining()),
            all.stream().map(BashCompletion::values).collect(Collectors.joining()),
            functions);
  }

  private static String command(Usage usage, List<Usage> all) {
    var sets = new ArrayList<String>();
    sets.add(
        set(
            "commands",
            all.stream().filter(other -> other.isBelow(usage)).map(Usage::name).toList()));
    sets.add(set("flags", names(usage, false)));
    sets.add(set("valued", names(usage, true)));
    usage
        .operands()
        .ifPresent(
            operands -> {
              sets.add(
                  operands.words().stream()
                      .map(word -> "'" + kind(word) + "'")
                      .collect(Collectors.joining(" ", "operands=(", ")")));
              if (operands.repeated()) {
                sets.add("repeated=1");
              }
            });
    return "    '%s')\n%s      ;;\n"
        .formatted(
            usage.path(),
            sets.stream().map(line -> "      " + line + "\n").collect(Collectors.joining()));
  }

  private static String set(String variable, List<String> words) {
    return "%s='%s'".formatted(variable, String.join(" ", words));
  }

  private static List<String> names(Usage usage, boolean valued) {
    return usage.options().stream()
        .filter(option -> option.value().isPresent() == valued)
        .flatMap(option -> option.names().stream())
        .toList();
  }

  private static String values(Usage usage) {
    return usage.options().stream()
        .map(option -> option.value().flatMap(value -> line(usage, option, value)).orElse(""))
        .collect(Collectors.joining());
  }

  private static Optional<String> line(Usage usage, Usage.Option option, Usage.Value value) {
    String kind = kind(value.word());
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "    %s) kind='%s' ;;\n"
                .formatted(
                    option.names().stream()
                        .map(name -> "'" + usage.path() + " " + name + "'")
                        .collect(Collectors.joining(" | ")),
                    kind));
  }

  /** As the functions have it. */
  private static String kind(Word word) {
    return switch (word) {
      case Word.SourceFile() -> "source";
      case Word.AnyFile() -> "file";
      case Word.Folder() -> "folder";
      case Word.Container() -> "container";
      case Word.Created() -> "created";
      case Word.Running() -> "running";
      case Word.Choice(List<String> words) -> "words " + String.join(" ", words);
      case Word.Anything() -> "";
    };
  }
}
