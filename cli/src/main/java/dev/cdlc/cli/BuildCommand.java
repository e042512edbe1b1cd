package dev.cdlc.cli;

import dev.cdlc.codegen.elf.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc build}: the executable of a container. */
final class BuildCommand implements Command {
  private static final String OUTPUT = "-o";

  @Override
  public String name() {
    return "build";
  }

  @Override
  public CommandSpec spec() {
    return Callers.addTo(
        Choices.addTo(
            Shape.command(
                    name(),
                    List.of(
                        "Compiles a container to an executable that needs nothing but a kernel."),
                    "build FILE [NAME] -o EXECUTABLE [--target MACHINE] [--rootless]"
                        + " [--set NAME=VALUE]... [--variant NAME]",
                    "cdlc build web.cdl -o web && sudo ./web",
                    "cdlc build web.cdl -o web-arm --target aarch64")
                .addPositional(
                    Shape.words(
                        "FILE [NAME]", "A .cdl file, and which of its containers if several."))
                .addOption(Shape.value(OUTPUT, "EXECUTABLE", "The file to write; needed."))
                .addOption(Targets.option())));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.of(arguments);
    Optional<String> name = words.name();
    Path output = output(arguments);
    Target target = Targets.of(arguments);
    Optional<byte[]> executable =
        Executable.compile(words.file(), name, target, arguments, console);
    if (executable.isEmpty()) {
      return Outcome.FINDINGS;
    }
    OutputFile.writeExecutable(output, executable.get());
    return Outcome.DONE;
  }

  private static Path output(ParseResult arguments) throws CommandException {
    if (!arguments.hasMatchedOption(OUTPUT)) {
      throw new CommandException(
          "build needs the name of the file to write", "add it: -o EXECUTABLE");
    }
    return Path.of(arguments.<String>matchedOptionValue(OUTPUT, ""));
  }
}
