package dev.cdlc.cli;

import dev.cdlc.cli.Preparation.Witness;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.oci.OriginTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc compile}: the OCI config.json of a container, or a bundle of it. */
final class CompileCommand implements Command {
  private static final String DIRECTORY = "-o";
  private static final String ORIGINS = "--explain-origin";

  @Override
  public String name() {
    return "compile";
  }

  @Override
  public CommandSpec spec() {
    return Callers.addTo(
        Choices.addTo(
            Shape.command(
                    name(),
                    List.of(
                        "Prints a container's OCI config.json, or writes bundles for runc and others.",
                        "",
                        "What is printed has paths as the source has them, for a config.json beside it; in"
                            + " a bundle, which may be anywhere, they are absolute."),
                    "compile FILE [-o DIR | --explain-origin] [--rootless]"
                        + " [--set NAME=VALUE]... [--variant NAME]",
                    "cdlc compile web.cdl",
                    "cdlc compile web.cdl -o bundle && runc run -b bundle web")
                .addPositional(Shape.words("FILE", "A .cdl file, or - for standard input."))
                .addOption(
                    Shape.value(
                        DIRECTORY,
                        "DIR",
                        "Write DIR/config.json, or DIR/NAME/config.json for each of several containers."))
                .addOption(
                    Shape.flag(
                        ORIGINS,
                        "Print instead where each value comes from: its JSON pointer, the value, and the"
                            + " place in the source that asked for it."))));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    String file = Words.of(arguments).only("FILE");
    Optional<String> directory =
        Optional.ofNullable(arguments.matchedOptionValue(DIRECTORY, (String) null));
    if (directory.isPresent() && arguments.hasMatchedOption(ORIGINS)) {
      throw new CommandException("%s and %s exclude each other".formatted(DIRECTORY, ORIGINS));
    }
    Paths paths = directory.isPresent() ? Paths.ABSOLUTE : Paths.RELATIVE;
    Optional<Containers> containers = Containers.of(file, paths, arguments, console);
    if (containers.isEmpty()) {
      return Outcome.FINDINGS;
    }
    containers.get().findings().tell(console);
    if (directory.isPresent()) {
      return write(containers.get(), Path.of(directory.get()), console);
    }
    if (arguments.hasMatchedOption(ORIGINS)) {
      printOrigins(containers.get(), console);
    } else {
      print(containers.get(), console);
    }
    return Outcome.DONE;
  }

  private static void print(Containers containers, Console console) throws CommandException {
    if (containers.all().size() > 1) {
      throw new CommandException(
          "%s has %d containers, each with its own config.json"
              .formatted(containers.file().name(), containers.all().size()),
          "give a folder for them: -o DIR");
    }
    console.out().print(containers.all().getFirst().configJson());
  }

  private static void printOrigins(Containers containers, Console console) {
    boolean several = containers.all().size() > 1;
    for (CompiledContainer container : containers.all()) {
      if (several) {
        console.out().println("container " + container.model().name().value());
      }
      console.out().print(OriginTable.of(container.emission()));
    }
  }

  private static Outcome write(Containers containers, Path directory, Console console)
      throws CommandException {
    boolean several = containers.all().size() > 1;
    for (CompiledContainer container : containers.all()) {
      if (!containers.prepare(container, Witness.NONE, console)) {
        return Outcome.FINDINGS;
      }
      String name = container.model().name().value();
      Path bundle = several ? directory.resolve(name) : directory;
      makeFolder(bundle);
      OutputFile.write(
          bundle.resolve("config.json"), container.configJson().getBytes(StandardCharsets.UTF_8));
    }
    return Outcome.DONE;
  }

  private static void makeFolder(Path folder) throws CommandException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException("cannot make %s: %s".formatted(folder, SourceFile.reason(e)));
    }
  }
}
