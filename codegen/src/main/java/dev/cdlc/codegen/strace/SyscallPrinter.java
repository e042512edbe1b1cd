package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.plan.Errno;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Prints the system calls of a program as an ordered grammar: a section for each process and
 * routine, a call a line, with alternatives ({@code if}, {@code else}) and repetition ({@code
 * loop}) by indentation. What follows a semicolon says what an error does. Instructions between the
 * calls are left out; conditions show the cells that those compute.
 */
public final class SyscallPrinter {
  private static final int INDENTATION = 2;

  private final StringBuilder text = new StringBuilder();
  private final ArgumentText arguments;
  private final Audible audible;
  private final RoutineInputs inputs;

  private SyscallPrinter(Program program) {
    arguments = new ArgumentText(program);
    audible = new Audible(program);
    inputs = new RoutineInputs(program);
  }

  public static String print(Program program) {
    Program trimmed = Trim.trim(program);
    SyscallPrinter printer = new SyscallPrinter(trimmed);
    printer.section(program.process(), program.main());
    for (Routine routine : trimmed.routines()) {
      if (printer.audible.is(routine.name())) {
        printer.text.append('\n');
        printer.section("routine " + routine.name(), routine.body());
      }
    }
    return printer.text.toString();
  }

  private void section(String title, List<Instruction> body) {
    line(0, title + ":");
    body(1, body);
  }

  private void body(int depth, List<Instruction> body) {
    SequencedMap<Cell, Operand> given = new LinkedHashMap<>();
    for (Instruction instruction : body) {
      if (instruction instanceof Instruction.Move(Cell target, Operand value)) {
        given.put(target, value);
      } else if (instruction instanceof Instruction.CallRoutine(String routine)) {
        routine(depth, routine, given);
      } else if (audible.is(instruction)) {
        instruction(depth, instruction);
      }
    }
  }

  private void routine(int depth, String routine, SequencedMap<Cell, Operand> given) {
    if (audible.is(routine)) {
      String cells =
          given.entrySet().stream()
              .filter(entry -> inputs.reads(routine, entry.getKey()))
              .map(entry -> entry.getKey().name() + "=" + arguments.given(entry.getValue()))
              .collect(Collectors.joining(", ", "(", ")"));
      line(depth, "routine " + routine + cells);
    }
    given.clear();
  }

  private void instruction(int depth, Instruction instruction) {
    switch (instruction) {
      case Call call -> line(depth, call(call));
      case Instruction.Fork fork -> fork(depth, fork);
      case Instruction.If choice -> choice(depth, choice);
      case Instruction.Loop(List<Instruction> body) -> {
        line(depth, "loop:");
        body(depth + 1, body);
      }
      case Instruction.Break _ -> line(depth, "break");
      case Instruction.Continue _ -> line(depth, "continue");
      case Instruction.Return _ -> line(depth, "return");
      case Instruction.Mark(int step, String what) -> line(depth, "# " + step + ": " + what);
      case Instruction.CallRoutine _,
          Instruction.Move _,
          Instruction.Compute _,
          Instruction.Load _,
          Instruction.Store _ -> {}
    }
  }

  private void fork(int depth, Instruction.Fork fork) {
    String pid = fork.call().result().isPresent() ? "" : " = " + fork.pid().name();
    line(depth, arguments.of(fork.call()) + pid + onError(fork.call()));
    line(depth, fork.process() + ":");
    body(depth + 1, fork.child());
    line(depth, "# " + fork.process() + " ends here");
  }

  private void choice(int depth, Instruction.If choice) {
    boolean either = choice.then().stream().anyMatch(audible::matters);
    boolean or = choice.otherwise().stream().anyMatch(audible::matters);
    if (either) {
      line(depth, "if " + ArgumentText.of(choice.condition()) + ":");
      body(depth + 1, choice.then());
    }
    if (or) {
      line(depth, either ? "else:" : "unless " + ArgumentText.of(choice.condition()) + ":");
      body(depth + 1, choice.otherwise());
    }
  }

  private String call(Call call) {
    String result = call.result().map(cell -> " = " + cell.name()).orElse("");
    return arguments.of(call) + result + onError(call);
  }

  private static String onError(Call call) {
    OnError onError = call.onError();
    StringBuilder text = new StringBuilder();
    if (!onError.retried().isEmpty()) {
      text.append("; retry on ").append(names(onError.retried()));
    }
    if (!onError.ignored().isEmpty()) {
      text.append("; go on after ").append(names(onError.ignored()));
    }
    onError.failure().ifPresent(routine -> text.append("; else ").append(routine));
    return text.toString();
  }

  private static String names(List<Errno> errnos) {
    return errnos.stream().map(Errno::name).collect(Collectors.joining(", "));
  }

  private void line(int depth, String line) {
    text.repeat(' ', depth * INDENTATION).append(line).append('\n');
  }
}
