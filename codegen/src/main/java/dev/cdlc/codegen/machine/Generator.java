package dev.cdlc.codegen.machine;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the machine code of a program: walks its structure, and has a {@link Machine} make code for
 * what has none.
 *
 * @param <R> the registers of the machine
 */
public final class Generator<R extends Enum<R>> {
  private final Machine<R> machine;
  private final RegisterContents<R> registers;
  private final Map<String, Label> routines = new HashMap<>();
  private final Map<String, Label> failures = new HashMap<>();

  private Generator(Machine<R> machine) {
    this.machine = machine;
    registers = machine.registers();
  }

  /** The machine code, which starts at its first byte. */
  public static <R extends Enum<R>> byte[] generate(Program program, Machine<R> machine) {
    Generator<R> generator = new Generator<>(machine);
    machine.enter();
    generator.process(program.main());
    program.routines().forEach(generator::routine);
    return machine.code();
  }

  /** A sequence that no process comes to the end of. */
  private void process(List<Instruction> instructions) {
    sequence(instructions, Optional.empty());
    if (Flow.fallsThrough(instructions)) {
      machine.trap();
    }
  }

  private void routine(Routine routine) {
    Label failure = failures.get(routine.name());
    if (failure != null) {
      place(failure);
      machine.saveResult(OnError.ERRNO);
    }
    place(routineLabel(routine.name()));
    machine.enterRoutine(Flow.callsRoutines(routine.body()));
    sequence(routine.body(), Optional.empty());
    if (Flow.fallsThrough(routine.body())) {
      machine.leaveRoutine();
    }
  }

  /** Control comes to the label from where other things may be known, or none. */
  private void place(Label label) {
    machine.place(label);
    registers.forgetAll();
  }

  private Label routineLabel(String name) {
    return routines.computeIfAbsent(name, Label::new);
  }

  private Label failureLabel(String name) {
    return failures.computeIfAbsent(name, Label::new);
  }

  private void sequence(List<Instruction> instructions, Optional<LoopLabels> loop) {
    instructions.forEach(instruction -> instruction(instruction, loop));
  }

  private void instruction(Instruction instruction, Optional<LoopLabels> loop) {
    switch (instruction) {
      case Call call -> call(call);
      case Instruction.Fork fork -> fork(fork);
      case Instruction.Move(Cell target, Operand value) -> machine.move(target, value);
      case Instruction.Compute compute -> machine.compute(compute);
      case Instruction.Load load -> machine.load(load);
      case Instruction.Store store -> machine.store(store);
      case Instruction.If choice -> choose(choice, loop);
      case Instruction.Loop(List<Instruction> body) -> loop(body);
      case Instruction.Break _ -> machine.jump(innermost(loop).end());
      case Instruction.Continue _ -> machine.jump(innermost(loop).start());
      case Instruction.CallRoutine(String name) -> callRoutine(name);
      case Instruction.Return _ -> machine.leaveRoutine();
      case Instruction.Mark _ -> {}
    }
  }

  private void callRoutine(String name) {
    machine.callRoutine(routineLabel(name));
    registers.forgetAll();
  }

  private void call(Call call) {
    Label again = new Label("again");
    machine.call(call, again);
    if (call.syscall() == Syscall.EXIT_GROUP) {
      machine.trap();
      return;
    }
    call.onError().retried().forEach(errno -> jumpOn(errno, again));
    call.result().ifPresent(machine::saveResult);
    call.onError().failure().ifPresent(routine -> leaveOnFailure(call.onError(), routine));
  }

  private void leaveOnFailure(OnError onError, String routine) {
    Label passed = new Label("passed");
    onError.ignored().forEach(errno -> jumpOn(errno, passed));
    machine.jumpOnResult(Comparison.LESS, 0, failureLabel(routine));
    machine.place(passed);
  }

  private void jumpOn(Errno errno, Label label) {
    machine.jumpOnResult(Comparison.EQUAL, -errno.number(), label);
  }

  /** The child goes on with its parent's stack, a copy: clone3(2) was not asked for another. */
  private void fork(Instruction.Fork fork) {
    call(fork.call());
    machine.saveResult(fork.pid());
    Label parent = new Label("parent");
    machine.jumpOnResult(Comparison.NOT_EQUAL, 0, parent);
    process(fork.child());
    place(parent);
  }

  private void choose(Instruction.If choice, Optional<LoopLabels> loop) {
    Condition condition = choice.condition();
    Optional<Label> target = Flow.soleJump(choice, loop);
    if (target.isPresent()) {
      machine.jumpIf(condition, target.get());
      return;
    }
    Label otherwise = new Label("otherwise");
    machine.jumpIf(condition.opposite(), otherwise);
    Map<R, Operand> before = registers.copy();
    sequence(choice.then(), loop);
    if (choice.otherwise().isEmpty()) {
      machine.place(otherwise);
      meet(choice.then(), before);
    } else {
      otherwise(choice, otherwise, before, loop);
    }
  }

  private void otherwise(
      Instruction.If choice, Label otherwise, Map<R, Operand> before, Optional<LoopLabels> loop) {
    Label end = new Label("end");
    if (Flow.fallsThrough(choice.then())) {
      machine.jump(end);
    }
    machine.place(otherwise);
    Map<R, Operand> after = registers.copy();
    registers.restore(before);
    sequence(choice.otherwise(), loop);
    machine.place(end);
    if (Flow.fallsThrough(choice.then())) {
      meet(choice.otherwise(), after);
    }
  }

  /** Behind a sequence, where control comes from elsewhere too. */
  private void meet(List<Instruction> sequence, Map<R, Operand> elsewhere) {
    if (Flow.fallsThrough(sequence)) {
      registers.join(elsewhere);
    } else {
      registers.restore(elsewhere);
    }
  }

  private void loop(List<Instruction> body) {
    LoopLabels labels = new LoopLabels(new Label("loop"), new Label("break"));
    place(labels.start());
    sequence(body, Optional.of(labels));
    if (Flow.fallsThrough(body)) {
      machine.jump(labels.start());
    }
    place(labels.end());
  }

  private static LoopLabels innermost(Optional<LoopLabels> loop) {
    return loop.orElseThrow(() -> new IllegalArgumentException("break or continue in no loop"));
  }
}
