package dev.cdlc.cli;

import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.codegen.strace.SyscallPrinter;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PlanJson;
import dev.cdlc.plan.PlanText;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc plan}: what a container's executable does, step by step. */
final class PlanCommand implements Command {
  private static final String JSON = "--json";
  private static final String SYSCALLS = "--syscalls";

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public CommandSpec spec() {
    return Callers.addTo(
        Choices.addTo(
            Shape.command(
                    name(),
                    List.of(
                        "Prints what a container's executable does, step by step.",
                        "",
                        "A line for each step: the process that takes it, the first version of Linux that"
                            + " can, and the place in the source that asked for it."),
                    "plan FILE [NAME] [--json | --syscalls] [--rootless]"
                        + " [--set NAME=VALUE]... [--variant NAME]",
                    "cdlc plan web.cdl",
                    "cdlc plan shop.cdl db --syscalls")
                .addPositional(
                    Shape.words(
                        "FILE [NAME]", "A .cdl file, and which of its containers if several."))
                .addOption(Shape.flag(JSON, "Print the plan as JSON."))
                .addOption(
                    Shape.flag(
                        SYSCALLS, "Print the system calls, as strace(1) would show them."))));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.of(arguments);
    Optional<String> name = words.name();
    if (arguments.hasMatchedOption(JSON) && arguments.hasMatchedOption(SYSCALLS)) {
      throw new CommandException("%s and %s exclude each other".formatted(JSON, SYSCALLS));
    }
    var inputs = new SeenFiles(new FileInputs(console.environment()), InstantSource.system());
    Optional<Containers> containers = Containers.ofHost(words.file(), inputs, arguments, console);
    if (containers.isEmpty()) {
      return Outcome.FINDINGS;
    }
    Optional<Plan> plan = containers.get().plan(containers.get().choose(name, console), console);
    if (plan.isEmpty()) {
      return Outcome.FINDINGS;
    }
    console.out().print(text(plan.get(), arguments));
    return Outcome.DONE;
  }

  private static String text(Plan plan, ParseResult arguments) throws CommandException {
    if (arguments.hasMatchedOption(JSON)) {
      return PlanJson.format(plan);
    }
    return arguments.hasMatchedOption(SYSCALLS)
        ? SyscallPrinter.print(Emit.program(plan, Targets.ofHost()))
        : PlanText.format(plan);
  }
}
