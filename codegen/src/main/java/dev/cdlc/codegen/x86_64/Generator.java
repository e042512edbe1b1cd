package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.link.Layout;
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
 * Makes the machine code of a program. RBX and three more registers always point into the cells, so
 * that most need a one-byte displacement only; RAX, RCX and RDX hold what an instruction works on,
 * and arguments of system calls stay where they are as long as the next calls want the same.
 */
public final class Generator {
  private static final List<Register> ARGUMENTS =
      List.of(Register.RDI, Register.RSI, Register.RDX, Register.R10, Register.R8, Register.R9);

  private final Assembler assembler = new Assembler();
  private final Map<String, Label> routines = new HashMap<>();
  private final Map<String, Label> failures = new HashMap<>();
  private final RegisterContents registers = new RegisterContents();
  private final Locations locations;
  private final Computation computation;

  private Generator(Layout layout) {
    locations = new Locations(layout, assembler, registers);
    computation = new Computation(assembler, locations, registers);
  }

  /** The machine code, which starts at its first byte and runs at any address. */
  public static byte[] generate(Program program, Layout layout) {
    Generator generator = new Generator(layout);
    generator.locations.enter();
    generator.process(program.main());
    program.routines().forEach(generator::routine);
    return generator.assembler.code();
  }

  /** A sequence that no process comes to the end of. */
  private void process(List<Instruction> instructions) {
    sequence(instructions, Optional.empty());
    if (Flow.fallsThrough(instructions)) {
      assembler.ud2();
    }
  }

  private void routine(Routine routine) {
    Label failure = failures.get(routine.name());
    if (failure != null) {
      assembler.place(failure);
      assembler.mov(locations.of(OnError.ERRNO), Register.RAX);
    }
    place(routineLabel(routine.name()));
    sequence(routine.body(), Optional.empty());
    if (Flow.fallsThrough(routine.body())) {
      assembler.ret();
    }
  }

  /** Control comes to the label from where other things may be known, or none. */
  private void place(Label label) {
    assembler.place(label);
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
      case Instruction.Move(Cell target, Operand value) -> locations.move(target, value);
      case Instruction.Compute compute -> computation.emit(compute);
      case Instruction.Load load -> locations.load(load);
      case Instruction.Store store -> locations.store(store);
      case Instruction.If choice -> choose(choice, loop);
      case Instruction.Loop(List<Instruction> body) -> loop(body);
      case Instruction.Break _ -> assembler.jmp(innermost(loop).end());
      case Instruction.Continue _ -> assembler.jmp(innermost(loop).start());
      case Instruction.CallRoutine(String name) -> callRoutine(name);
      case Instruction.Return _ -> assembler.ret();
      case Instruction.Mark _ -> {}
    }
  }

  private void callRoutine(String name) {
    assembler.call(routineLabel(name));
    registers.forgetAll();
  }

  private void call(Call call) {
    for (int index = 0; index < call.arguments().size(); index++) {
      locations.load(ARGUMENTS.get(index), call.arguments().get(index));
    }
    Label again = new Label("again");
    assembler.place(again);
    assembler.mov(Register.RAX, SyscallNumbers.of(call.syscall()));
    assembler.syscall();
    registers.forget(Register.RAX, Register.RCX, Register.R11);
    if (call.syscall() == Syscall.EXIT_GROUP) {
      assembler.ud2();
      return;
    }
    call.result().ifPresent(result -> locations.save(result, Register.RAX));
    check(call.onError(), again);
  }

  private void check(OnError onError, Label again) {
    onError.retried().forEach(errno -> jumpOn(errno, again));
    if (onError.failure().isEmpty()) {
      return;
    }
    Label passed = new Label("passed");
    onError.ignored().forEach(errno -> jumpOn(errno, passed));
    assembler.test(Register.RAX);
    assembler.jump(Jump.NEGATIVE, failureLabel(onError.failure().get()));
    assembler.place(passed);
  }

  private void jumpOn(Errno errno, Label label) {
    assembler.cmp(Register.RAX, -errno.number());
    assembler.jump(Jump.EQUAL, label);
  }

  /** The child goes on with its parent's stack, a copy: clone3(2) was not asked for another. */
  private void fork(Instruction.Fork fork) {
    call(fork.call());
    locations.save(fork.pid(), Register.RAX);
    assembler.test(Register.RAX);
    Label parent = new Label("parent");
    assembler.jump(Jump.NOT_EQUAL, parent);
    process(fork.child());
    place(parent);
  }

  private void choose(Instruction.If choice, Optional<LoopLabels> loop) {
    Comparison comparison = choice.condition().comparison();
    Optional<Label> target = Flow.soleJump(choice, loop);
    compare(choice.condition());
    if (target.isPresent()) {
      assembler.jump(Jump.when(comparison), target.get());
      return;
    }
    Label otherwise = new Label("otherwise");
    assembler.jump(Jump.unless(comparison), otherwise);
    Map<Register, Operand> before = registers.copy();
    sequence(choice.then(), loop);
    if (choice.otherwise().isEmpty()) {
      assembler.place(otherwise);
      meet(choice.then(), before);
    } else {
      otherwise(choice, otherwise, before, loop);
    }
  }

  private void otherwise(
      Instruction.If choice,
      Label otherwise,
      Map<Register, Operand> before,
      Optional<LoopLabels> loop) {
    Label end = new Label("end");
    if (Flow.fallsThrough(choice.then())) {
      assembler.jmp(end);
    }
    assembler.place(otherwise);
    Map<Register, Operand> after = registers.copy();
    registers.restore(before);
    sequence(choice.otherwise(), loop);
    assembler.place(end);
    if (Flow.fallsThrough(choice.then())) {
      meet(choice.otherwise(), after);
    }
  }

  /** Behind a sequence, where control comes from elsewhere too. */
  private void meet(List<Instruction> sequence, Map<Register, Operand> elsewhere) {
    if (Flow.fallsThrough(sequence)) {
      registers.join(elsewhere);
    } else {
      registers.restore(elsewhere);
    }
  }

  private void compare(Condition condition) {
    Operand right = condition.right();
    Optional<Integer> number = locations.number(right);
    if (condition.left() instanceof Operand.Content(Cell left) && number.isPresent()) {
      assembler.arithmetic(Arithmetic.CMP, locations.of(left), number.get());
      return;
    }
    locations.load(Register.RAX, condition.left());
    if (number.isPresent()) {
      assembler.cmp(Register.RAX, number.get());
    } else {
      locations.load(Register.RCX, right);
      assembler.cmp(Register.RAX, Register.RCX);
    }
  }

  private void loop(List<Instruction> body) {
    LoopLabels labels = new LoopLabels(new Label("loop"), new Label("break"));
    place(labels.start());
    sequence(body, Optional.of(labels));
    if (Flow.fallsThrough(body)) {
      assembler.jmp(labels.start());
    }
    place(labels.end());
  }

  private static LoopLabels innermost(Optional<LoopLabels> loop) {
    return loop.orElseThrow(() -> new IllegalArgumentException("break or continue in no loop"));
  }
}
