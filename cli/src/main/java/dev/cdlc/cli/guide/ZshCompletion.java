package dev.cdlc.cli.guide;

import dev.cdlc.cli.guide.Usage.Operands;
import dev.cdlc.cli.guide.Usage.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion for zsh: a function for each command, in the terms of {@code _arguments}. */
final class ZshCompletion {
  private final List<Usage> all;

  private ZshCompletion(List<Usage> all) {
    this.all = all;
  }

  /**
   * The file, which zsh finds by its name and its first line.
   *
   * @param functions that the others call
   */
  static String of(List<Usage> all, String functions) {
    var completion = new ZshCompletion(all);
    return "#compdef cdlc\n\n"
        + functions
        + all.stream().map(completion::function).collect(Collectors.joining("\n", "\n", "\n"))
        + "_cdlc \"$@\"\n";
  }

  private String function(Usage usage) {
    List<Usage> below = all.stream().filter(other -> other.isBelow(usage)).toList();
    return below.isEmpty() ? simple(usage) : parent(usage, below);
  }

  private static String simple(Usage usage) {
    return "%s() {\n%s}\n".formatted(name(usage), arguments("_arguments -s", specs(usage)));
  }

  private static String parent(Usage usage, List<Usage> below) {
    var specs = new ArrayList<>(usage.options().stream().map(ZshCompletion::option).toList());
    specs.add("'1: :->command'");
    specs.add("'*:: :->arguments'");
    return """
        %s() {
          local curcontext=$curcontext state line
          typeset -A opt_args
        %s  case $state in
            command) _values command \\
        %s      ;;
            arguments)
              case $words[1] in
        %s      esac
              ;;
          esac
        }
        """
        .formatted(
            name(usage),
            arguments("_arguments -s -C", specs),
            below.stream()
                .map(
                    other ->
                        "        "
                            + quoted(
                                other.name() + "[" + escaped(Usage.brief(other.summary())) + "]"))
                .collect(Collectors.joining(" \\\n", "", "\n")),
            below.stream()
                .map(other -> "        %s) %s ;;\n".formatted(other.name(), name(other)))
                .collect(Collectors.joining()));
  }

  private static String arguments(String call, List<String> specs) {
    return "  " + call + " \\\n    " + String.join(" \\\n    ", specs) + "\n";
  }

  private static String name(Usage usage) {
    return "_" + usage.page().replace('-', '_');
  }

  private static List<String> specs(Usage usage) {
    return Stream.concat(
            usage.options().stream().map(ZshCompletion::option),
            usage.operands().stream().flatMap(ZshCompletion::operands))
        .toList();
  }

  /** With a star, since some options may be given again. */
  private static String option(Option option) {
    String description = "[" + escaped(Usage.brief(option.description())) + "]";
    String value =
        option
            .value()
            .map(taken -> ":" + escaped(taken.label()) + ":" + action(taken.word()))
            .orElse("");
    return option.names().stream()
        .map(
            name ->
                quoted(
                    "*"
                        + name
                        + (value.isEmpty() ? "" : name.startsWith("--") ? "=" : "")
                        + description
                        + value))
        .collect(Collectors.joining(" \\\n    "));
  }

  private static Stream<String> operands(Operands operands) {
    var specs = new ArrayList<String>();
    String message = escaped(operands.label());
    for (int at = 0; at < operands.words().size(); at++) {
      boolean last = at == operands.words().size() - 1;
      String place = last && operands.repeated() ? "*" : String.valueOf(at + 1);
      specs.add(quoted(place + ":" + message + ":" + action(operands.words().get(at))));
    }
    return specs.stream();
  }

  private static String action(Word word) {
    return switch (word) {
      case Word.SourceFile() -> "_files -g \"*.(cdl|cdltest)\"";
      case Word.AnyFile() -> "_files";
      case Word.Folder() -> "_files -/";
      case Word.Container() -> "_cdlc_containers";
      case Word.Created() -> "_cdlc_created";
      case Word.Running() -> "_cdlc_running";
      case Word.Choice(List<String> words) ->
          words.stream().map(ZshCompletion::escaped).collect(Collectors.joining(" ", "(", ")"));
      case Word.Anything() -> " ";
    };
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\:\\[\\]])", "\\\\$1");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
