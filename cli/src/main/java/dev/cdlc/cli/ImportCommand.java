package dev.cdlc.cli;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.importer.compose.ImportCompose;
import dev.cdlc.importer.docker.ImportDockerRun;
import dev.cdlc.importer.oci.ImportOci;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc import}: CDL for what was written for other tools. */
final class ImportCommand implements Command {
  private static final String NAME = "--name";

  @Override
  public String name() {
    return "import";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Prints CDL for what was written for other tools.",
                "",
                "oci: a config.json of the OCI runtime specification, for Linux. What no statement"
                    + " says stands behind `oci`, so that the CDL compiles to the same.",
                "docker-run: a command line of `docker run` or `podman run`, in quotes, or word by"
                    + " word behind --.",
                "compose: a Compose file; each service becomes a container.",
                "",
                "What is left out, or changed, is told on standard error. The exit status is 1 if"
                    + " nothing can be made of the file, and 2 if it cannot be read."),
            "import (oci FILE | docker-run LINE | compose FILE) [--name NAME]",
            "cdlc import oci bundle/config.json > web.cdl",
            "runc spec && cdlc import oci config.json --name web",
            "cdlc import docker-run 'docker run -d -p 8080:80 nginx' > nginx.cdl",
            "cdlc import docker-run -- docker run -d -p 8080:80 nginx",
            "cdlc import compose compose.yaml > shop.cdl")
        .addPositional(
            Shape.words(
                "KIND WHAT",
                "oci, docker-run or compose, and what to import; - stands for" + " standard input.",
                List.of("oci", "docker-run", "compose")))
        .addOption(
            Shape.value(
                NAME,
                "NAME",
                "The container's name; otherwise the host name of a config.json, the --name or image of a line."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    var words = Words.of(arguments);
    String kind = words.kind("KIND");
    Words rest = words.afterKind();
    return switch (kind) {
      case "oci" -> {
        Optional<String> name = containerName(arguments);
        yield print(
            file(rest, console), source -> ImportOci.read(source, name), arguments, console);
      }
      case "docker-run" -> {
        Optional<String> name = containerName(arguments);
        yield print(
            line(rest, console), source -> ImportDockerRun.read(source, name), arguments, console);
      }
      case "compose" -> {
        refuseName(arguments);
        yield print(file(rest, console), ImportCompose::read, arguments, console);
      }
      default ->
          throw new CommandException(
              "import does not know '%s'".formatted(kind), "it knows oci, docker-run and compose");
    };
  }

  private static Result<Source> file(Words words, Console console) throws CommandException {
    return ForeignText.of(SourceFile.read(words.only("FILE"), console));
  }

  /** A command line that stands in one word, or word by word, or in standard input. */
  private static Result<Source> line(Words words, Console console) throws CommandException {
    if (words.first("LINE").equals("-")) {
      return file(words, console);
    }
    List<String> all = words.words();
    String line = all.size() == 1 ? all.getFirst() : ImportDockerRun.joined(all);
    return Source.decode(ImportDockerRun.COMMAND_LINE, line.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuseName(ParseResult arguments) throws CommandException {
    if (arguments.hasMatchedOption(NAME)) {
      throw new CommandException(
          "import compose does not take %s".formatted(NAME),
          "containers are called by their services");
    }
  }

  private static Optional<String> containerName(ParseResult arguments) throws CommandException {
    Optional<String> name = Optional.ofNullable(arguments.matchedOptionValue(NAME, (String) null));
    if (name.map(Name::read).orElse(null) instanceof Reading.Refusal<String> refusal) {
      throw new CommandException(refusal.message(), refusal.help());
    }
    return name;
  }

  private static Outcome print(
      Result<Source> read,
      Function<Source, Result<String>> pass,
      ParseResult arguments,
      Console console)
      throws CommandException {
    var findings = new Findings(Color.palette(arguments, console));
    Optional<String> text = findings.text(read, pass);
    text.ifPresent(console.out()::print);
    findings.tell(console);
    return text.isPresent() ? Outcome.DONE : Outcome.FINDINGS;
  }
}
