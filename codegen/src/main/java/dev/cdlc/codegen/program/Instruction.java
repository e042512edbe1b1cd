package dev.cdlc.codegen.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One instruction of a program. Control flow is structured ({@link If}, {@link Loop}), so that the
 * system calls of a program read, in order, as a grammar of what strace(1) will see.
 */
public sealed interface Instruction {

  /**
   * A system call, its arguments in the order of the man page. {@code result} receives what the
   * kernel returns: a negative errno on failure.
   */
  record Call(Syscall syscall, List<Operand> arguments, Optional<Cell> result, OnError onError)
      implements Instruction {
    public Call {
      arguments = List.copyOf(arguments);
      if (arguments.size() != syscall.parameters().size()) {
        throw new IllegalArgumentException(
            "%s takes %s, not %s".formatted(syscall, syscall.parameters(), arguments));
      }
    }

    private List<Cell> written() {
      List<Cell> written = new ArrayList<>();
      result.ifPresent(written::add);
      onError.failure().ifPresent(_ -> written.add(OnError.ERRNO));
      return written;
    }
  }

  /**
   * A {@link Syscall#CLONE3} whose child runs {@code child}, which never falls through; the parent
   * goes on after this instruction with the child's pid in {@code pid}; there the child has 0.
   *
   * @param process what people call the child: {@code init}
   */
  record Fork(String process, Call call, Cell pid, List<Instruction> child) implements Instruction {
    public Fork {
      child = List.copyOf(child);
    }
  }

  /** {@code target = value}. */
  record Move(Cell target, Operand value) implements Instruction {}

  /**
   * {@code target = target OPERATION operand}, on 64 bits. Division and remainder are unsigned, and
   * a divisor of zero is forbidden; shifts are logical, by the operand's low six bits.
   */
  record Compute(Cell target, Operation operation, Operand operand) implements Instruction {}

  /** What {@link Compute} does. */
  enum Operation {
    ADD,
    SUBTRACT,
    AND,
    OR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    MULTIPLY,
    DIVIDE,
    REMAINDER
  }

  /** Zero-extended load from {@code base + index}. */
  record Load(Cell target, Width width, Operand base, Operand index) implements Instruction {}

  /** Store of the low bits of {@code value} to {@code base + index}. */
  record Store(Width width, Operand base, Operand index, Operand value) implements Instruction {}

  /** The size of a load or store. */
  enum Width {
    BYTE(1),
    HALF(2),
    WORD(4),
    DOUBLE(8);

    private final int bytes;

    Width(int bytes) {
      this.bytes = bytes;
    }

    public int bytes() {
      return bytes;
    }
  }

  /** Runs one of two sequences. */
  record If(Condition condition, List<Instruction> then, List<Instruction> otherwise)
      implements Instruction {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** Runs its body until a {@link Break} of the innermost loop. */
  record Loop(List<Instruction> body) implements Instruction {
    public Loop {
      body = List.copyOf(body);
    }
  }

  /** Leaves the innermost {@link Loop}. */
  record Break() implements Instruction {}

  /** Starts the innermost {@link Loop} again. */
  record Continue() implements Instruction {}

  /** Runs a routine and comes back; routines may call routines. */
  record CallRoutine(String routine) implements Instruction {}

  /** Ends the running routine. */
  record Return() implements Instruction {}

  /** Names the step, by its number from 1, that the instructions after it belong to; no code. */
  record Mark(int step, String text) implements Instruction {}

  /** A comparison of two 64-bit values. */
  record Condition(Operand left, Comparison comparison, Operand right) {
    /** Holds where this one does not. */
    public Condition opposite() {
      return new Condition(left, comparison.opposite(), right);
    }
  }

  /** How {@link Condition} compares; all but the first two are signed. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    private Comparison opposite() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> GREATER;
        case GREATER -> LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> LESS;
      };
    }
  }

  /** What the instruction itself reads, in the order in which it stands. */
  default List<Operand> operands() {
    return switch (this) {
      case Call call -> call.arguments();
      case Fork fork -> fork.call().arguments();
      case Move(_, Operand value) -> List.of(value);
      case Compute(Cell target, _, Operand operand) -> List.of(Operand.of(target), operand);
      case Load(_, _, Operand base, Operand index) -> List.of(base, index);
      case Store(_, Operand base, Operand index, Operand value) -> List.of(base, index, value);
      case If(Condition(Operand left, _, Operand right), _, _) -> List.of(left, right);
      case Loop _, Break _, Continue _, CallRoutine _, Return _, Mark _ -> List.of();
    };
  }

  /** The cells that the instruction itself writes. */
  default List<Cell> targets() {
    return switch (this) {
      case Call call -> call.written();
      case Fork fork ->
          Stream.concat(fork.call().written().stream(), Stream.of(fork.pid())).toList();
      case Move(Cell target, _) -> List.of(target);
      case Compute(Cell target, _, _) -> List.of(target);
      case Load(Cell target, _, _, _) -> List.of(target);
      case Store _, If _, Loop _, Break _, Continue _, CallRoutine _, Return _, Mark _ -> List.of();
    };
  }

  /** The routines that the instruction itself may lead to. */
  default List<String> routines() {
    return switch (this) {
      case Call call -> call.onError().failure().stream().toList();
      case Fork fork -> fork.call().routines();
      case CallRoutine(String routine) -> List.of(routine);
      case Move _,
          Compute _,
          Load _,
          Store _,
          If _,
          Loop _,
          Break _,
          Continue _,
          Return _,
          Mark _ ->
          List.of();
    };
  }

  /** The sequences that the instruction holds. */
  default List<List<Instruction>> bodies() {
    return switch (this) {
      case Fork fork -> List.of(fork.child());
      case If(_, List<Instruction> then, List<Instruction> otherwise) -> List.of(then, otherwise);
      case Loop(List<Instruction> body) -> List.of(body);
      case Call _,
          Move _,
          Compute _,
          Load _,
          Store _,
          Break _,
          Continue _,
          CallRoutine _,
          Return _,
          Mark _ ->
          List.of();
    };
  }
}
