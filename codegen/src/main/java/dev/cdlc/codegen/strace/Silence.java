package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Operand;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows a program through what no trace shows, from one call to the next. Where a condition
 * depends on what is not known, it goes both ways; of arithmetic and memory it knows nothing.
 */
final class Silence {
  private final Blocks blocks;

  Silence(Blocks blocks) {
    this.blocks = blocks;
  }

  /** The states in which a process may wait for its next call, each once. */
  Collection<State> waiting(Stream<State> starts) {
    SequencedMap<State.Key, State> waiting = new LinkedHashMap<>();
    Set<State.Key> seen = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    starts.forEach(open::add);
    while (!open.isEmpty()) {
      State state = open.removeFirst();
      if (!seen.add(state.key())) {
        continue;
      }
      if (state.frame().instruction().filter(Silence::isCall).isPresent()) {
        waiting.put(state.key(), state);
      } else {
        step(state).forEach(open::add);
      }
    }
    return waiting.values();
  }

  private static boolean isCall(Instruction instruction) {
    return instruction instanceof Instruction.Call || instruction instanceof Instruction.Fork;
  }

  private Stream<State> step(State state) {
    return state
        .frame()
        .instruction()
        .map(instruction -> step(state, instruction))
        .orElseGet(() -> leave(state));
  }

  /** From behind a block's last instruction. */
  private static Stream<State> leave(State state) {
    Frame frame = state.frame();
    return switch (frame.block().kind()) {
      case PROCESS -> Stream.empty();
      case LOOP -> Stream.of(state.at(frame.again()));
      case ROUTINE, BRANCH -> frame.caller().stream().map(state::at);
    };
  }

  private Stream<State> step(State state, Instruction instruction) {
    Known known = state.known();
    return switch (instruction) {
      case Instruction.Move(var target, Operand value) ->
          Stream.of(state.next().knowing(known.with(target, value)));
      case Instruction.Compute(var target, _, _) ->
          Stream.of(state.next().knowing(known.without(target)));
      case Instruction.Load(var target, _, _, _) ->
          Stream.of(state.next().knowing(known.without(target)));
      case Instruction.Store _, Instruction.Mark _ -> Stream.of(state.next());
      case Instruction.If choice -> choose(state, choice);
      case Instruction.Loop loop -> enter(state, blocks.loop(loop));
      case Instruction.CallRoutine(String routine) -> enter(state, blocks.routine(routine));
      case Instruction.Return _ -> caller(state, Block.Kind.ROUTINE);
      case Instruction.Break _ -> caller(state, Block.Kind.LOOP);
      case Instruction.Continue _ ->
          state.frame().innermost(Block.Kind.LOOP).stream().map(loop -> state.at(loop.again()));
      case Instruction.Call _, Instruction.Fork _ -> Stream.empty();
    };
  }

  private static Stream<State> enter(State state, Block block) {
    return Stream.of(state.at(state.frame().enter(block)));
  }

  /** Behind the instruction that entered the innermost block of this kind. */
  private static Stream<State> caller(State state, Block.Kind kind) {
    return state.frame().innermost(kind).flatMap(Frame::caller).stream().map(state::at);
  }

  private Stream<State> choose(State state, Instruction.If choice) {
    Optional<Boolean> holds = holds(choice.condition(), state.known());
    Stream<State> then =
        holds.orElse(true) ? branch(state, choice, choice.then(), "") : Stream.empty();
    Stream<State> otherwise =
        holds.orElse(false) ? Stream.empty() : branch(state, choice, choice.otherwise(), "not ");
    return Stream.concat(then, otherwise);
  }

  private Stream<State> branch(
      State state, Instruction.If choice, List<Instruction> body, String not) {
    State chosen =
        blocks.shows(state.frame(), choice)
            ? state.choosing(not + ArgumentText.of(choice.condition()))
            : state;
    return enter(chosen, blocks.branch(body));
  }

  private static Optional<Boolean> holds(Condition condition, Known known) {
    return known
        .number(condition.left())
        .flatMap(
            left ->
                known
                    .number(condition.right())
                    .map(right -> holds(left, condition.comparison(), right)));
  }

  private static boolean holds(long left, Comparison comparison, long right) {
    return switch (comparison) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }
}
