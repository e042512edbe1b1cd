package dev.cdlc.cli;

import dev.cdlc.compiler.input.Settings;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options by which a command chooses what a source leaves open. */
final class Choices {
  private static final String SET = "--set";
  private static final String VARIANT = "--variant";

  private Choices() {}

  /** Adds the options to a command. */
  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(set())
        .addOption(Shape.value(VARIANT, "NAME", "Lay the variant of that name over containers."));
  }

  private static OptionSpec set() {
    return OptionSpec.builder(SET)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel("NAME=VALUE")
        .description("Give a param its value; may be given again for others.")
        .build();
  }

  static Settings of(ParseResult arguments) throws CommandException {
    Settings settings = Settings.NONE;
    for (String set : arguments.<List<String>>matchedOptionValue(SET, List.of())) {
      settings = with(settings, set);
    }
    String variant = arguments.matchedOptionValue(VARIANT, (String) null);
    return variant == null ? settings : settings.withVariant(variant);
  }

  private static Settings with(Settings settings, String set) throws CommandException {
    int equals = set.indexOf('=');
    if (equals <= 0) {
      throw new CommandException(
          "--set needs a name and a value", "write it as one word: --set NAME=VALUE");
    }
    String name = set.substring(0, equals);
    if (settings.sets().containsKey(name)) {
      throw new CommandException("--set gives '%s' two values".formatted(name));
    }
    return settings.withSet(name, set.substring(equals + 1));
  }
}
