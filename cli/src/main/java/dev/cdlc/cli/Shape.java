package dev.cdlc.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The pieces that the commands' shapes are made of. */
final class Shape {
  private static final int WIDTH = 100;

  /** Makes the lists for arguments; picocli's own looks for Groovy on the class path first. */
  private static final IFactory FACTORY =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          return type.cast(new ArrayList<String>());
        }
      };

  private Shape() {}

  /**
   * A command with {@code --help} and {@code --color}.
   *
   * @param description a sentence for the list of commands, then whatever else is to be known
   * @param synopsis what may follow {@code cdlc}
   * @param examples whole command lines
   */
  static CommandSpec command(
      String name, List<String> description, String synopsis, String... examples) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, FACTORY).name(name);
    spec.addOption(help()).addOption(color());
    spec.usageMessage()
        .width(WIDTH)
        .customSynopsis("cdlc " + synopsis)
        .descriptionHeading("%n")
        .description(description.toArray(String[]::new))
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footer(
            Stream.concat(
                    Stream.of("", examples.length == 1 ? "Example:" : "Examples:"),
                    Arrays.stream(examples).map(example -> "  " + example))
                .toArray(String[]::new));
    return spec;
  }

  /** What reads the arguments of the command. */
  static CommandLine line(CommandSpec spec) {
    return new CommandLine(spec, FACTORY);
  }

  /** All words that are no options; {@link Words} tells them apart. */
  static PositionalParamSpec words(String label, String description) {
    return words(label, description, List.of());
  }

  /**
   * The same, where the first word is one of some.
   *
   * @param candidates what shells complete it to; asked for only then
   */
  static PositionalParamSpec words(String label, String description, Iterable<String> candidates) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .hideParamSyntax(true)
        .description(description)
        .completionCandidates(candidates)
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  static OptionSpec value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /**
   * An option whose value is one of some, as the description says.
   *
   * @param candidates what shells complete it to
   */
  static OptionSpec choice(
      String name, String label, String description, Iterable<String> candidates) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .completionCandidates(candidates)
        .build();
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Print this and exit.")
        .build();
  }

  private static OptionSpec color() {
    return choice(
        Color.OPTION,
        "WHEN",
        "Colour messages: auto (on a terminal), always or never.",
        List.of("auto", "always", "never"));
  }
}
