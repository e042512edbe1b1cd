package dev.cdlc.cli;

import dev.cdlc.codegen.elf.Target;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The machine that an executable is made for. */
final class Targets {
  private static final String OPTION = "--target";

  private Targets() {}

  static OptionSpec option() {
    return Shape.choice(
        OPTION,
        "MACHINE",
        "The machine to build for, %s; this one if unsaid.".formatted(names()),
        Stream.of(Target.values()).map(Target::machineName).toList());
  }

  /** What the option says; without it, {@link #ofHost}. */
  static Target of(ParseResult arguments) throws CommandException {
    if (!arguments.hasMatchedOption(OPTION)) {
      return ofHost();
    }
    String name = arguments.<String>matchedOptionValue(OPTION, "");
    return Target.named(name)
        .orElseThrow(
            () -> new CommandException("%s takes %s, not '%s'".formatted(OPTION, names(), name)));
  }

  /** The machine that this is. */
  static Target ofHost() throws CommandException {
    return of(System.getProperty("os.arch"));
  }

  static Target of(String machine) throws CommandException {
    return Target.named(machine)
        .orElseThrow(
            () ->
                new CommandException(
                    "cdlc makes executables for %s, not for this machine, %s"
                        .formatted(names(), machine),
                    "'cdlc build %s' makes one for another machine".formatted(OPTION)));
  }

  private static String names() {
    return Stream.of(Target.values()).map(Target::machineName).collect(Collectors.joining(" or "));
  }
}
