package dev.cdlc.cli.guide;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * How one command is used.
 *
 * @param path the words behind {@code cdlc} that call it, as {@code oci create}; empty for {@code
 *     cdlc} itself
 * @param summary one sentence
 * @param details what else is to be known, line by line; an empty line stands between paragraphs
 * @param synopsis the whole command line, as {@code cdlc fmt [PATH...]}
 * @param options by name
 * @param examples whole command lines
 */
record Usage(
    String path,
    String summary,
    List<String> details,
    String synopsis,
    Optional<Operands> operands,
    List<Option> options,
    List<String> examples) {
  private static final String PROGRAM = "cdlc";
  private static final Pattern CLAUSE = Pattern.compile("[.;]( |$)");

  Usage {
    details = List.copyOf(details);
    options = List.copyOf(options);
    examples = List.copyOf(examples);
  }

  /**
   * The words that are no options.
   *
   * @param label how they are written, as {@code FILE [NAME]}
   * @param words each of them, in order
   * @param repeated whether the last may be given any number of times
   */
  record Operands(String label, String description, List<Word> words, boolean repeated) {
    Operands {
      words = List.copyOf(words);
    }
  }

  /**
   * An option.
   *
   * @param names as {@code -h} and {@code --help}
   * @param value label and kind of its value; empty if it takes none
   */
  record Option(List<String> names, String description, Optional<Value> value) {
    Option {
      names = List.copyOf(names);
    }
  }

  record Value(String label, Word word) {}

  static Usage of(CommandSpec spec) {
    var message = spec.usageMessage();
    List<String> description = formatted(message.description());
    return new Usage(
        spec.name().equals(PROGRAM) ? "" : spec.name(),
        description.getFirst(),
        description.subList(1, description.size()).stream().dropWhile(String::isEmpty).toList(),
        String.join(" ", formatted(message.customSynopsis())),
        spec.positionalParameters().stream().findFirst().map(Usage::operands),
        spec.options().stream()
            .map(Usage::option)
            .sorted(Comparator.comparing(option -> option.names().getLast()))
            .toList(),
        formatted(message.footer()).stream()
            .filter(line -> line.startsWith("  "))
            .map(String::strip)
            .toList());
  }

  /** What to call its page: {@code cdlc-oci-create}. */
  String page() {
    return path.isEmpty() ? PROGRAM : PROGRAM + "-" + path.replace(' ', '-');
  }

  /** The last of the words that call it. */
  String name() {
    return path.substring(path.lastIndexOf(' ') + 1);
  }

  /** Whether it stands right below another. */
  boolean isBelow(Usage other) {
    return !path.isEmpty()
        && (path.contains(" ") ? path.substring(0, path.lastIndexOf(' ')) : "").equals(other.path);
  }

  /** What fits into one line beside a word that is to be completed: the first clause. */
  static String brief(String description) {
    return CLAUSE.split(description, 2)[0];
  }

  private static List<String> formatted(String... lines) {
    return Arrays.stream(lines).map(String::formatted).toList();
  }

  private static Operands operands(PositionalParamSpec spec) {
    String label = spec.paramLabel();
    List<String> labels = List.of(label.replaceAll("[\\[\\]]", "").split(" "));
    List<String> first = candidates(spec);
    return new Operands(
        label,
        description(spec),
        IntStream.range(0, labels.size())
            .mapToObj(
                at ->
                    at == 0 && !first.isEmpty()
                        ? new Word.Choice(first)
                        : Word.ofOperand(labels.get(at)))
            .toList(),
        label.equals("PATH") || label.endsWith("...]"));
  }

  private static Option option(OptionSpec spec) {
    return new Option(
        Stream.of(spec.names()).sorted(Comparator.comparingInt(String::length)).toList(),
        description(spec),
        spec.typeInfo().isBoolean()
            ? Optional.empty()
            : Optional.of(new Value(spec.paramLabel(), value(spec))));
  }

  private static Word value(OptionSpec spec) {
    List<String> candidates = candidates(spec);
    return candidates.isEmpty() ? Word.ofValue(spec.paramLabel()) : new Word.Choice(candidates);
  }

  private static String description(ArgSpec spec) {
    return String.join(" ", formatted(spec.description()));
  }

  /** Those with a blank are several words, and the first of them is among the others. */
  private static List<String> candidates(ArgSpec spec) {
    return Stream.ofNullable(spec.completionCandidates())
        .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
        .filter(word -> !word.contains(" "))
        .toList();
  }
}
