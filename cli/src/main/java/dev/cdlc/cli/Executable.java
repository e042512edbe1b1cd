package dev.cdlc.cli;

import dev.cdlc.cli.Preparation.Witness;
import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Note.Input;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.lower.Shape;
import dev.cdlc.compiler.lower.Shape.Attached;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PlanJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** The executable of a container, for the commands that run it or keep it. */
final class Executable {
  private Executable() {}

  /**
   * Compiles the container of that name, or the only one of its file, and tells what is found.
   * Where an error stands in the way, nothing is returned; that the container has no command is an
   * error here.
   */
  static Optional<byte[]> compile(
      String file, Optional<String> name, Target target, ParseResult arguments, Console console)
      throws CommandException {
    var containers = Containers.of(file, Paths.ABSOLUTE, arguments, console);
    return generate(containers, name, _ -> new Attached(), target, Witness.NONE, console);
  }

  /** The same for a command whose executable may depend on who runs it, and runs here. */
  static Optional<byte[]> compileForHost(
      String file,
      Optional<String> name,
      Optional<Known> known,
      SeenFiles seen,
      ParseResult arguments,
      Console console)
      throws CommandException {
    var containers = Containers.ofHost(file, seen, arguments, console);
    Function<CompiledContainer, Shape> shape =
        chosen -> known.map(how -> how.shape(chosen, file)).orElseGet(Attached::new);
    return generate(containers, name, shape, Targets.ofHost(), seen, console);
  }

  private static Optional<byte[]> generate(
      Optional<Containers> containers,
      Optional<String> name,
      Function<CompiledContainer, Shape> shape,
      Target target,
      Witness witness,
      Console console)
      throws CommandException {
    if (containers.isEmpty()) {
      return Optional.empty();
    }
    CompiledContainer chosen = containers.get().choose(name, console);
    if (chosen.model().process().command().isEmpty()) {
      containers.get().findings().raise(found -> isMissingCommand(found, chosen));
      containers.get().findings().tell(console);
      return Optional.empty();
    }
    return containers
        .get()
        .plan(chosen, shape.apply(chosen), console)
        .filter(_ -> containers.get().prepare(chosen, witness, console))
        .map(plan -> generate(plan, target, inputs(containers.get())));
  }

  /**
   * Makes the digest meanwhile: it is a tenth of a cold start, and nothing but the note needs it.
   *
   * @param inputs what the plan was made from, as far as files are to be named
   */
  static byte[] generate(Plan plan, Target target, List<Input> inputs) {
    var digest = new FutureTask<>(() -> PlanJson.digest(plan));
    Thread.ofPlatform().daemon().start(digest);
    Program program = Emit.program(plan, target);
    var note = new Note(Version.CDLC, "sha256:" + awaited(digest), inputs);
    return Codegen.generate(program, target, note);
  }

  /** The executable of a container whose plan nobody looks up: its note has no digest of it. */
  static byte[] generate(Plan plan) throws CommandException {
    Target target = Targets.ofHost();
    var note = new Note(Version.CDLC, "none", List.of());
    return Codegen.generate(Emit.program(plan, target), target, note);
  }

  private static <T> T awaited(Future<T> result) {
    try {
      return result.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file that was named, then what it includes. */
  private static List<Input> inputs(Containers containers) {
    SourceFile file = containers.file();
    var named = new Input(file.name(), Optional.of(file.digest()));
    Stream<Input> included =
        containers.compilation().sources().all().stream().skip(1).map(Executable::input);
    return Stream.concat(Stream.of(named), included).toList();
  }

  private static Input input(Source source) {
    byte[] content = source.text().getBytes(StandardCharsets.UTF_8);
    return new Input(source.id().name(), Optional.of(SourceFile.digest(content)));
  }

  private static boolean isMissingCommand(Diagnostic found, CompiledContainer container) {
    return found.code() == Code.MISSING_RUN
        && found.primary().span().equals(container.model().name().span());
  }
}
