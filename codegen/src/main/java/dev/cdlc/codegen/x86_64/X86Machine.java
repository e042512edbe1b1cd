package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.machine.Label;
import dev.cdlc.codegen.machine.Machine;
import dev.cdlc.codegen.machine.RegisterContents;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.plan.SyscallAbi;
import java.util.List;
import java.util.Optional;

/**
 * The x86-64. RBX and three more registers always point into the cells, so that most need a
 * one-byte displacement only; RAX, RCX and RDX hold what an instruction works on, and arguments of
 * system calls, which keep all registers but RAX, RCX and R11, stay where they are as long as the
 * next calls want the same. The code runs at any address.
 */
public final class X86Machine implements Machine<Register> {
  private static final List<Register> ARGUMENTS =
      List.of(Register.RDI, Register.RSI, Register.RDX, Register.R10, Register.R8, Register.R9);

  private final Assembler assembler = new Assembler();
  private final RegisterContents<Register> registers = new RegisterContents<>(Register.class);
  private final Locations locations;
  private final Computation computation;

  public X86Machine(Layout layout) {
    locations = new Locations(layout, assembler, registers);
    computation = new Computation(assembler, locations, registers);
  }

  @Override
  public RegisterContents<Register> registers() {
    return registers;
  }

  @Override
  public void enter() {
    locations.enter();
  }

  @Override
  public void move(Cell target, Operand value) {
    locations.move(target, value);
  }

  @Override
  public void compute(Instruction.Compute compute) {
    computation.emit(compute);
  }

  @Override
  public void load(Instruction.Load load) {
    locations.load(load);
  }

  @Override
  public void store(Instruction.Store store) {
    locations.store(store);
  }

  @Override
  public void call(Call call, Label again) {
    for (int index = 0; index < call.arguments().size(); index++) {
      locations.load(ARGUMENTS.get(index), call.arguments().get(index));
    }
    assembler.place(again);
    assembler.mov(Register.RAX, call.syscall().number(SyscallAbi.X86_64));
    assembler.syscall();
    List.of(Register.RAX, Register.RCX, Register.R11).forEach(registers::forget);
  }

  @Override
  public void saveResult(Cell target) {
    locations.save(target, Register.RAX);
  }

  @Override
  public void jumpOnResult(Comparison comparison, int number, Label label) {
    if (number == 0) {
      assembler.test(Register.RAX);
    } else {
      assembler.cmp(Register.RAX, number);
    }
    assembler.jump(Jump.when(comparison), label);
  }

  @Override
  public void jumpIf(Condition condition, Label label) {
    compare(condition);
    assembler.jump(Jump.when(condition.comparison()), label);
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

  @Override
  public void jump(Label label) {
    assembler.jmp(label);
  }

  @Override
  public void place(Label label) {
    assembler.place(label);
  }

  @Override
  public void enterRoutine(boolean callsOthers) {}

  @Override
  public void leaveRoutine() {
    assembler.ret();
  }

  @Override
  public void callRoutine(Label routine) {
    assembler.call(routine);
  }

  @Override
  public void trap() {
    assembler.ud2();
  }

  @Override
  public byte[] code() {
    return assembler.code();
  }
}
