package dev.cdlc.codegen.interpreter;

import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;

/**
 * Runs one process of a program. Data and cells stand at the addresses that the layout gives them,
 * so that pointers are the machine code's own. A child runs to its end before its parent goes on.
 */
public final class Interpreter {
  private static final int STEP_LIMIT = 1_000_000;

  private final Program program;
  private final Layout layout;
  private final Memory memory;
  private final Kernel kernel;
  private int steps;

  private Interpreter(Program program, Layout layout, Memory memory, Kernel kernel) {
    this.program = program;
    this.layout = layout;
    this.memory = memory;
    this.kernel = kernel;
  }

  /** Runs the main sequence until its process exits or executes another file. */
  public static void run(Program program, Layout layout, InitialStack stack, Kernel kernel) {
    Memory memory = Image.load(layout);
    long pointer = stack.mapInto(memory);
    Interpreter interpreter = new Interpreter(program, layout, memory, kernel);
    if (layout.has(Cell.INITIAL_STACK)) {
      interpreter.set(Cell.INITIAL_STACK, pointer);
    }
    interpreter.leave(program.main());
  }

  /** Runs a sequence that must not come to its end. */
  private void leave(List<Instruction> instructions) {
    Ending ending = sequence(instructions);
    if (ending != Ending.LEFT) {
      throw new IllegalStateException("a process ran past its last instruction: " + ending);
    }
  }

  private Ending sequence(List<Instruction> instructions) {
    for (Instruction instruction : instructions) {
      if (++steps > STEP_LIMIT) {
        throw new IllegalStateException("more steps than any tested program needs");
      }
      Ending ending = instruction(instruction);
      if (ending != Ending.FELL_THROUGH) {
        return ending;
      }
    }
    return Ending.FELL_THROUGH;
  }

  private Ending instruction(Instruction instruction) {
    return switch (instruction) {
      case Call call -> call(call);
      case Instruction.Fork fork -> fork(fork);
      case Instruction.Move(Cell target, Operand value) -> set(target, value(value));
      case Compute compute -> set(compute.target(), Arithmetic.compute(compute, this::value));
      case Instruction.Load(Cell target, Width width, Operand base, Operand index) ->
          set(target, memory.load(value(base) + value(index), width));
      case Instruction.Store store -> store(store);
      case Instruction.If(Condition condition, var then, var otherwise) ->
          sequence(Arithmetic.holds(condition, this::value) ? then : otherwise);
      case Instruction.Loop(List<Instruction> body) -> loop(body);
      case Instruction.Break _ -> Ending.BROKE;
      case Instruction.Continue _ -> Ending.CONTINUED;
      case Instruction.CallRoutine(String name) -> routine(name);
      case Instruction.Return _ -> Ending.RETURNED;
      case Instruction.Mark _ -> Ending.FELL_THROUGH;
    };
  }

  private Ending call(Call call) {
    long result = make(call);
    if (leaves(call.syscall(), result)) {
      return Ending.LEFT;
    }
    Optional<String> failure = call.onError().failure();
    if (failure.isPresent() && result < 0 && !isOneOf(call.onError().ignored(), result)) {
      set(OnError.ERRNO, result);
      leave(program.routine(failure.get()).body());
      return Ending.LEFT;
    }
    return Ending.FELL_THROUGH;
  }

  private long make(Call call) {
    List<Long> arguments = call.arguments().stream().map(this::value).toList();
    long result;
    do {
      result = kernel.call(call.syscall(), arguments, memory);
    } while (isOneOf(call.onError().retried(), result));
    long last = result;
    call.result().ifPresent(cell -> set(cell, last));
    return last;
  }

  private static boolean leaves(Syscall syscall, long result) {
    return syscall == Syscall.EXIT_GROUP
        || (result == 0 && (syscall == Syscall.EXECVE || syscall == Syscall.EXECVEAT));
  }

  private static boolean isOneOf(List<Errno> errnos, long result) {
    return errnos.stream().anyMatch(errno -> errno.number() == -result);
  }

  private Ending fork(Instruction.Fork fork) {
    long pid = make(fork.call());
    if (pid > 0) {
      Kernel answering = kernel.child(pid);
      Interpreter child = new Interpreter(program, layout, memory.copy(), answering);
      fork.call().result().ifPresent(cell -> child.set(cell, 0));
      child.set(fork.pid(), 0);
      child.leave(fork.child());
    }
    return set(fork.pid(), pid);
  }

  private Ending store(Instruction.Store store) {
    long address = value(store.base()) + value(store.index());
    memory.store(address, store.width(), value(store.value()));
    return Ending.FELL_THROUGH;
  }

  private Ending loop(List<Instruction> body) {
    while (true) {
      switch (sequence(body)) {
        case FELL_THROUGH, CONTINUED -> {}
        case BROKE -> {
          return Ending.FELL_THROUGH;
        }
        case RETURNED -> {
          return Ending.RETURNED;
        }
        case LEFT -> {
          return Ending.LEFT;
        }
      }
    }
  }

  private Ending routine(String name) {
    return switch (sequence(program.routine(name).body())) {
      case FELL_THROUGH, RETURNED -> Ending.FELL_THROUGH;
      case LEFT -> Ending.LEFT;
      case BROKE, CONTINUED -> throw new IllegalStateException("a routine left its caller's loop");
    };
  }

  private long value(Operand operand) {
    return switch (operand) {
      case Operand.Constant(long value, _) -> value;
      case Operand.Content(Cell cell) -> memory.load(layout.address(cell), Width.DOUBLE);
      case Operand.Address(String datum, long offset) -> layout.address(datum, offset);
    };
  }

  private Ending set(Cell cell, long value) {
    memory.store(layout.address(cell), Width.DOUBLE, value);
    return Ending.FELL_THROUGH;
  }
}
