package dev.cdlc.codegen.machine;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Operand;

/**
 * An architecture, which the {@link Generator} asks for the code of a program, piece by piece. Each
 * method adds code behind what there is.
 *
 * @param <R> its registers
 */
public interface Machine<R extends Enum<R>> {
  /** What is known at the end of the code so far. */
  RegisterContents<R> registers();

  /** What comes before a program's first instruction. */
  void enter();

  void move(Cell target, Operand value);

  void compute(Instruction.Compute compute);

  void load(Instruction.Load load);

  void store(Instruction.Store store);

  /**
   * A system call, without what its program does about the result.
   *
   * @param again where to jump, with nothing but the result changed, to make the call once more
   */
  void call(Instruction.Call call, Label again);

  /** Stores what the last system call returned. */
  void saveResult(Cell target);

  /** Jumps if this is true of what the last system call returned. */
  void jumpOnResult(Comparison comparison, int number, Label label);

  void jumpIf(Instruction.Condition condition, Label label);

  void jump(Label label);

  void place(Label label);

  /**
   * The start of a routine.
   *
   * @param callsOthers whether it calls routines itself
   */
  void enterRoutine(boolean callsOthers);

  /** Goes back to the caller of the routine that was entered last. */
  void leaveRoutine();

  void callRoutine(Label routine);

  /** Ends the process by SIGILL. */
  void trap();

  /** The machine code of all that was asked for. */
  byte[] code();
}
