package dev.cdlc.codegen.sequence;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Syscall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Instructions of one process in the making. A call that may fail for good names its <em>site</em>:
 * the number of the message that tells what failed. The process notes the site before the call,
 * unless it is the one noted last.
 */
public final class Sequence {
  private final List<Instruction> instructions = new ArrayList<>();
  private final IntFunction<Instruction> note;
  private OptionalInt noted;

  private Sequence(IntFunction<Instruction> note, OptionalInt noted) {
    this.note = note;
    this.noted = noted;
  }

  /**
   * An empty sequence.
   *
   * @param note how its process notes a site
   */
  public static Sequence noting(IntFunction<Instruction> note) {
    return new Sequence(note, OptionalInt.empty());
  }

  /** An empty sequence whose failures belong to the site that its caller noted. */
  public static Sequence ofRoutine() {
    return noting(
        site -> {
          throw new IllegalStateException("a routine notes no site: " + site);
        });
  }

  /** A system call, its arguments in the order of the man page; the error policy must follow. */
  public PendingCall call(Syscall syscall, Operand... arguments) {
    return new PendingCall(this, syscall, List.of(arguments));
  }

  /** What fails from here on failed at this site. */
  public void note(int site) {
    if (noted.isEmpty() || noted.getAsInt() != site) {
      add(note.apply(site));
      noted = OptionalInt.of(site);
    }
  }

  public void move(Cell target, Operand value) {
    add(new Instruction.Move(target, value));
  }

  public void compute(Cell target, Operation operation, Operand operand) {
    add(new Instruction.Compute(target, operation, operand));
  }

  /** Reads a field: {@code offset} bytes into what stands at {@code base}. */
  public void load(Cell target, Width width, Operand base, Operand offset) {
    add(new Instruction.Load(target, width, base, offset));
  }

  /** Writes a field: {@code offset} bytes into what stands at {@code base}. */
  public void store(Width width, Operand base, Operand offset, Operand value) {
    add(new Instruction.Store(width, base, offset, value));
  }

  public void when(Condition condition, Consumer<Sequence> then) {
    choose(condition, then, _ -> {});
  }

  public void choose(Condition condition, Consumer<Sequence> then, Consumer<Sequence> otherwise) {
    Sequence first = branch(then, noted);
    Sequence second = branch(otherwise, noted);
    add(new Instruction.If(condition, first.instructions, second.instructions));
    noted = first.noted.equals(second.noted) ? first.noted : OptionalInt.empty();
  }

  /** Runs the body until {@link #leave}. */
  public void loop(Consumer<Sequence> body) {
    add(new Instruction.Loop(branch(body, OptionalInt.empty()).instructions));
    noted = OptionalInt.empty();
  }

  /** Ends the innermost loop. */
  public void leave() {
    add(new Instruction.Break());
  }

  /** Starts the innermost loop again. */
  public void again() {
    add(new Instruction.Continue());
  }

  public void run(String routine) {
    add(new Instruction.CallRoutine(routine));
  }

  /** Ends the running routine. */
  public void comeBack() {
    add(new Instruction.Return());
  }

  /** Fails at the noted site with the negative errno that the cell holds. */
  public void fail(Cell errno) {
    move(OnError.ERRNO, value(errno));
    run(Variables.FAIL);
  }

  public void mark(int step, String text) {
    add(new Instruction.Mark(step, text));
  }

  /** Adds an instruction that has no word of its own here. */
  public void add(Instruction instruction) {
    instructions.add(instruction);
  }

  public List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  private Sequence branch(Consumer<Sequence> body, OptionalInt notedBefore) {
    Sequence branch = new Sequence(note, notedBefore);
    body.accept(branch);
    return branch;
  }
}
