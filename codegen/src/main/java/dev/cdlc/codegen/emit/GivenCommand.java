package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.routine.FindText;
import dev.cdlc.codegen.routine.PrintableText;
import dev.cdlc.codegen.routine.SearchPath;
import dev.cdlc.codegen.routine.TryExecve;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.function.Consumer;

/** A command that the source does not name: it is the executable's own arguments. */
final class GivenCommand {
  private static final String MESSAGE = "cannot run ";
  private static final Cell COMMAND = new Cell("given_command");

  private GivenCommand() {}

  /** Executes it as {@link Command} does one that is named. */
  static void execve(Lowering l, List<EnvironmentEntry> environment, Consumer<Lowering> last) {
    Sequence s = l.s();
    Address message = PrintableText.place(l.data(), MESSAGE);
    s.move(TryExecve.ARGV, value(Variables.ARGV));
    s.compute(TryExecve.ARGV, Operation.ADD, value(8));
    Command.environment(l, environment);
    FindText.call(s, value(COMMAND), l.text("/"));
    s.when(
        isNot(FindText.FOUND, 0),
        file -> Command.executeFile(l.in(file), value(COMMAND), l.commandSite(message), last));
    String path = Command.path(environment);
    Command.search(
        l,
        l.commandSite(message, Command.notFoundAlong(path)),
        last,
        each -> SearchPath.call(each, l.data(), l.text(path), value(COMMAND)));
  }

  /** In the supervisor, which tells of failures, before anything else is done. */
  static void read(Plan plan, Sequence s, Data data) {
    if (isIn(plan)) {
      read(s, data);
    }
  }

  private static boolean isIn(Plan plan) {
    return plan.steps().stream()
        .map(Step::action)
        .anyMatch(action -> action instanceof InitAction.Execve(var args, _) && args.isEmpty());
  }

  private static void read(Sequence s, Data data) {
    s.load(COMMAND, Width.DOUBLE, value(Variables.ARGV), value(8));
    s.when(is(COMMAND, 0), none -> none.move(COMMAND, data.text("")));
    PrintableText.write(s, data, MESSAGE, value(COMMAND));
  }
}
