package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Errno;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the machine code of a program. RBX always points into the cells, so that the most used ones
 * need a one-byte displacement; RAX, RCX and RDX hold what one instruction of the program works on,
 * and nothing lives in a register from one to the next.
 */
public final class Generator {
  private static final List<Register> ARGUMENTS =
      List.of(Register.RDI, Register.RSI, Register.RDX, Register.R10, Register.R8, Register.R9);

  private final Assembler assembler = new Assembler();
  private final Map<String, Label> routines = new HashMap<>();
  private final Map<String, Label> failures = new HashMap<>();
  private final Locations locations;

  private Generator(Layout layout) {
    locations = new Locations(layout, assembler);
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
    assembler.place(routineLabel(routine.name()));
    sequence(routine.body(), Optional.empty());
    if (Flow.fallsThrough(routine.body())) {
      assembler.ret();
    }
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
      case Instruction.Compute compute -> new Computation(assembler, locations).emit(compute);
      case Instruction.Load load -> locations.load(load);
      case Instruction.Store store -> locations.store(store);
      case Instruction.If choice -> choose(choice, loop);
      case Instruction.Loop(List<Instruction> body) -> loop(body);
      case Instruction.Break _ -> assembler.jmp(innermost(loop).end());
      case Instruction.Continue _ -> assembler.jmp(innermost(loop).start());
      case Instruction.CallRoutine(String name) -> assembler.call(routineLabel(name));
      case Instruction.Return _ -> assembler.ret();
      case Instruction.Mark _ -> {}
    }
  }

  // ---- system calls

  private void call(Call call) {
    Label again = new Label("again");
    assembler.place(again);
    for (int index = 0; index < call.arguments().size(); index++) {
      locations.load(ARGUMENTS.get(index), call.arguments().get(index));
    }
    assembler.mov(Register.RAX, SyscallNumbers.of(call.syscall()));
    assembler.syscall();
    if (call.syscall() == Syscall.EXIT_GROUP) {
      assembler.ud2();
      return;
    }
    call.result().ifPresent(result -> assembler.mov(locations.of(result), Register.RAX));
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
    assembler.mov(locations.of(fork.pid()), Register.RAX);
    assembler.test(Register.RAX);
    Label parent = new Label("parent");
    assembler.jump(Jump.NOT_EQUAL, parent);
    process(fork.child());
    assembler.place(parent);
  }

  // ---- control flow

  private void choose(Instruction.If choice, Optional<LoopLabels> loop) {
    Optional<Label> target = Flow.soleJump(choice, loop);
    compare(choice.condition());
    if (target.isPresent()) {
      assembler.jump(Jump.when(choice.condition().comparison()), target.get());
    } else if (choice.otherwise().isEmpty()) {
      Label end = new Label("end");
      assembler.jump(Jump.unless(choice.condition().comparison()), end);
      sequence(choice.then(), loop);
      assembler.place(end);
    } else {
      chooseEither(choice, loop);
    }
  }

  private void chooseEither(Instruction.If choice, Optional<LoopLabels> loop) {
    Label otherwise = new Label("otherwise");
    Label end = new Label("end");
    assembler.jump(Jump.unless(choice.condition().comparison()), otherwise);
    sequence(choice.then(), loop);
    if (Flow.fallsThrough(choice.then())) {
      assembler.jmp(end);
    }
    assembler.place(otherwise);
    sequence(choice.otherwise(), loop);
    assembler.place(end);
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
    assembler.place(labels.start());
    sequence(body, Optional.of(labels));
    if (Flow.fallsThrough(body)) {
      assembler.jmp(labels.start());
    }
    assembler.place(labels.end());
  }

  private static LoopLabels innermost(Optional<LoopLabels> loop) {
    return loop.orElseThrow(() -> new IllegalArgumentException("break or continue in no loop"));
  }
}
