package dev.cdlc.cli;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.importer.oci.ImportOci;
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
                "",
                "What is left out, or changed, is told on standard error. The exit status is 1 if"
                    + " nothing can be made of the file, and 2 if it cannot be read."),
            "import oci FILE [--name NAME]",
            "cdlc import oci bundle/config.json > web.cdl",
            "runc spec && cdlc import oci config.json --name web")
        .addPositional(Shape.words("oci FILE", "What to import; - stands for standard input."))
        .addOption(
            Shape.value(
                NAME, "NAME", "The container's name; otherwise it is made from its host name."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    var words = Words.of(arguments);
    String kind = words.kind("KIND");
    Words rest = words.afterKind();
    return switch (kind) {
      case "oci" -> oci(rest.only("FILE"), arguments, console);
      default ->
          throw new CommandException("import does not know '%s'".formatted(kind), "it knows oci");
    };
  }

  private static Outcome oci(String file, ParseResult arguments, Console console)
      throws CommandException {
    Optional<String> name = containerName(arguments);
    return print(file, source -> ImportOci.read(source, name), arguments, console);
  }

  private static Optional<String> containerName(ParseResult arguments) throws CommandException {
    Optional<String> name = Optional.ofNullable(arguments.matchedOptionValue(NAME, (String) null));
    if (name.map(Name::read).orElse(null) instanceof Reading.Refusal<String> refusal) {
      throw new CommandException(refusal.message(), refusal.help());
    }
    return name;
  }

  private static Outcome print(
      String file, Function<Source, Result<String>> pass, ParseResult arguments, Console console)
      throws CommandException {
    var findings = new Findings(Color.palette(arguments, console));
    Optional<String> text = findings.text(ForeignText.of(SourceFile.read(file, console)), pass);
    text.ifPresent(console.out()::print);
    findings.tell(console);
    return text.isPresent() ? Outcome.DONE : Outcome.FINDINGS;
  }
}
