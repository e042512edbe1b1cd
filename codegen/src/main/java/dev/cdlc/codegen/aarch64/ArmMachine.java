package dev.cdlc.codegen.aarch64;

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
 * The AArch64. X19 always points at the first cell, so that an instruction reaches 4096 of them; X9
 * to X15 hold what instructions work on. System calls take their number in X8, their arguments from
 * X0 on, and keep all registers but X0, the result; see syscall(2). The code runs where the layout
 * puts it: it finds constants by their distance.
 */
public final class ArmMachine implements Machine<Register> {
  private static final List<Register> ARGUMENTS =
      List.of(Register.X0, Register.X1, Register.X2, Register.X3, Register.X4, Register.X5);

  private static final Register NUMBER = Register.X8;
  private static final Register RESULT = Register.X0;

  private final Assembler assembler = new Assembler();
  private final RegisterContents<Register> registers = new RegisterContents<>(Register.class);
  private final Locations locations;
  private final Computation computation;
  private boolean linkOnStack;

  public ArmMachine(Layout layout) {
    locations = new Locations(layout, assembler, registers);
    computation = new Computation(assembler, locations);
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

  /** The first argument, which the result takes the place of, is loaded again each time. */
  @Override
  public void call(Call call, Label again) {
    List<Operand> arguments = call.arguments();
    for (int index = 1; index < arguments.size(); index++) {
      locations.load(ARGUMENTS.get(index), arguments.get(index));
    }
    locations.load(NUMBER, Operand.of(call.syscall().number(SyscallAbi.AARCH64)));
    if (!call.onError().retried().isEmpty()) {
      registers.forget(RESULT);
    }
    assembler.place(again);
    arguments.stream().findFirst().ifPresent(first -> locations.load(RESULT, first));
    assembler.svc();
    registers.forget(RESULT);
  }

  @Override
  public void saveResult(Cell target) {
    locations.save(target, RESULT);
  }

  @Override
  public void jumpOnResult(Comparison comparison, int number, Label label) {
    jumpIf(RESULT, comparison, number, label);
  }

  @Override
  public void jumpIf(Condition condition, Label label) {
    Register left = locations.in(condition.left());
    Optional<Long> number = locations.number(condition.right());
    if (number.isPresent()) {
      jumpIf(left, condition.comparison(), number.get(), label);
    } else {
      assembler.cmp(left, locations.in(condition.right(), left));
      assembler.b(ConditionCode.when(condition.comparison()), label);
    }
  }

  private void jumpIf(Register left, Comparison comparison, long right, Label label) {
    if (right == 0 && comparison == Comparison.EQUAL) {
      assembler.cbz(left, label);
    } else if (right == 0 && comparison == Comparison.NOT_EQUAL) {
      assembler.cbnz(left, label);
    } else {
      compare(left, right);
      assembler.b(ConditionCode.when(comparison), label);
    }
  }

  private void compare(Register left, long right) {
    if (Immediate.fits(right)) {
      assembler.cmp(left, right);
    } else {
      assembler.cmn(left, -right);
    }
  }

  @Override
  public void jump(Label label) {
    assembler.b(label);
  }

  @Override
  public void place(Label label) {
    assembler.place(label);
  }

  @Override
  public void enterRoutine(boolean callsOthers) {
    linkOnStack = callsOthers;
    if (linkOnStack) {
      assembler.pushLink();
    }
  }

  @Override
  public void leaveRoutine() {
    if (linkOnStack) {
      assembler.popLink();
    }
    assembler.ret();
  }

  @Override
  public void callRoutine(Label routine) {
    assembler.bl(routine);
  }

  @Override
  public void trap() {
    assembler.udf();
  }

  @Override
  public byte[] code() {
    return assembler.code();
  }
}
