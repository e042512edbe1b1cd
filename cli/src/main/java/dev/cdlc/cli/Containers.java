package dev.cdlc.cli;

import dev.cdlc.cli.Preparation.Witness;
import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lower.Shape;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/**
 * The containers of the file that a command was given.
 *
 * @param findings no error; what they warn of is still to be told
 */
record Containers(SourceFile file, Compilation compilation, Findings findings) {
  /**
   * Compiles the file. Where an error stands in the way, nothing is returned and the findings are
   * told.
   */
  static Optional<Containers> of(String name, Paths paths, ParseResult arguments, Console console)
      throws CommandException {
    Inputs inputs = new FileInputs(console.environment());
    Settings settings = Callers.choose(Choices.of(arguments), arguments);
    return of(name, paths, inputs, settings, arguments, console);
  }

  /** The same for a command whose result may depend on who runs it. */
  static Optional<Containers> ofHost(
      String name, SeenFiles inputs, ParseResult arguments, Console console)
      throws CommandException {
    Settings chosen = Choices.of(arguments).withHost(new CallerIds());
    Settings settings = Callers.chooseForHost(chosen, arguments, inputs);
    return of(name, Paths.ABSOLUTE, inputs, settings, arguments, console);
  }

  private static Optional<Containers> of(
      String name,
      Paths paths,
      Inputs inputs,
      Settings settings,
      ParseResult arguments,
      Console console)
      throws CommandException {
    SourceFile file = SourceFile.read(name, console);
    var findings = new Findings(Color.palette(arguments, console));
    Optional<Compilation> compilation = findings.compile(file, paths, inputs, settings);
    Optional<Containers> containers =
        compilation
            .map(all -> new Containers(file, all, findings))
            .filter(all -> !all.all().isEmpty());
    if (containers.isEmpty()) {
      findings.tell(console);
    }
    return containers;
  }

  List<CompiledContainer> all() {
    return compilation.containers();
  }

  /** What a container's executable does, if it can be; all that is found is told. */
  Optional<Plan> plan(CompiledContainer container, Console console) {
    return plan(container, new Shape.Attached(), console);
  }

  /** The same in another shape. */
  Optional<Plan> plan(CompiledContainer container, Shape shape, Console console) {
    Result<Plan> plan = container.plan(shape);
    findings.addAll(plan.diagnostics());
    findings.tell(console);
    return plan.value();
  }

  /** Makes what has to be there before a container starts; what stands in the way is told. */
  boolean prepare(CompiledContainer container, Witness witness, Console console) {
    Optional<Diagnostic> obstacle =
        Preparation.of(
            container,
            witness,
            new Images(console.environment()),
            new Preparation.Listeners(UnpackProgress.of(console), UnpackProgress.of(console)));
    obstacle.ifPresent(
        found -> {
          findings.addAll(List.of(found));
          findings.tell(console);
        });
    return obstacle.isEmpty();
  }

  /**
   * The one of that name; the only one, if no name is given. An error in one container leaves
   * others as they are, and is told where it may be about the one that is asked for.
   */
  CompiledContainer choose(Optional<String> name, Console console) throws CommandException {
    Optional<CompiledContainer> found = name.flatMap(this::named);
    if (found.isPresent()) {
      return found.get();
    }
    if (compilation.diagnostics().stream().anyMatch(Containers::isError)) {
      findings.tell(console);
      throw uncompiled(name);
    }
    if (name.isPresent()) {
      throw unknown(name.get());
    }
    return only();
  }

  private Optional<CompiledContainer> named(String name) {
    return all().stream().filter(container -> nameOf(container).equals(name)).findFirst();
  }

  private static boolean isError(Diagnostic found) {
    return found.severity() == Severity.ERROR;
  }

  private CompiledContainer only() throws CommandException {
    if (all().size() > 1) {
      throw new CommandException(
          "%s has %d containers".formatted(file.name(), all().size()),
          "name one of them after the file: " + names());
    }
    return all().getFirst();
  }

  private CommandException uncompiled(Optional<String> name) {
    return name.map(
            one ->
                new CommandException(
                    "%s has no container '%s' that can be compiled".formatted(file.name(), one)))
        .orElseGet(
            () ->
                new CommandException(
                    "not all containers of %s can be compiled".formatted(file.name()),
                    "name one of the others after the file: " + names()));
  }

  private CommandException unknown(String name) {
    List<String> names = all().stream().map(Containers::nameOf).toList();
    return new CommandException(
        "%s has no container '%s'".formatted(file.name(), name),
        Suggestion.nearest(name, names)
            .map(near -> "did you mean '%s'?".formatted(near.word()))
            .orElse("it has " + names()));
  }

  private String names() {
    return all().stream().map(Containers::nameOf).collect(Collectors.joining(", "));
  }

  private static String nameOf(CompiledContainer container) {
    return container.model().name().value();
  }
}
