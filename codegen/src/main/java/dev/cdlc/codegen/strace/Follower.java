package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Fork;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Parameter;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows a program through the calls of a trace. */
final class Follower {
  private final String process;
  private final Blocks blocks;
  private final Silence silence;
  private final ArgumentMatch arguments;
  private final ArgumentText text;

  Follower(Program program) {
    process = program.process();
    blocks = new Blocks(program);
    silence = new Silence(blocks);
    arguments = new ArgumentMatch(program);
    text = new ArgumentText(program);
  }

  /** What people call the process that runs the main sequence. */
  String process() {
    return process;
  }

  /** At the start of the main sequence. */
  State start() {
    return new State(Frame.start(blocks.main()), Known.NOTHING, Choices.NONE);
  }

  /** From anywhere to the calls that may come next. */
  List<State> waiting(Stream<State> states) {
    return List.copyOf(silence.waiting(states));
  }

  /** Whether the call that the state waits for may be this one. */
  boolean matches(State state, TracedCall traced) {
    return arguments.matches(call(state), traced, state.known());
  }

  /** The call that the state waits for, as the grammar shows it. */
  String expected(State state) {
    return text.of(call(state));
  }

  /** Where the process stands after a call that matches. */
  Stream<State> after(State state, TracedCall traced) {
    State bound = bind(state, call(state), traced);
    return switch (traced.outcome()) {
      case TracedCall.Outcome.Returned(long value) -> Stream.of(returned(bound, value));
      case TracedCall.Outcome.Failed(String errno) -> Stream.of(failed(bound, errno));
      case TracedCall.Outcome.Restarts _, TracedCall.Outcome.Never _ -> Stream.empty();
    };
  }

  /** Where the child stands that the call which the state waits for has made. */
  Optional<Birth> child(State state) {
    return switch (instruction(state)) {
      case Fork fork -> {
        Known known = state.known().with(fork.pid(), 0);
        for (Cell result : fork.call().result().stream().toList()) {
          known = known.with(result, 0);
        }
        Block block = blocks.child(fork.child());
        State start = new State(Frame.start(block), known, Choices.NONE);
        yield Optional.of(new Birth(fork.process(), List.of(start)));
      }
      case Instruction _ -> Optional.empty();
    };
  }

  /** A state that waits, waits for a call. */
  static Call call(State state) {
    return switch (instruction(state)) {
      case Call call -> call;
      case Fork fork -> fork.call();
      case Instruction other -> throw new IllegalStateException("not waiting: " + other);
    };
  }

  private static Instruction instruction(State state) {
    return state.frame().instruction().orElseThrow();
  }

  /** What the trace shows of descriptors and processes is the same wherever it comes again. */
  private static State bind(State state, Call call, TracedCall traced) {
    Known known = state.known();
    for (int index = 0; index < traced.arguments().size(); index++) {
      Parameter.Kind kind = call.syscall().parameters().get(index).kind();
      boolean symbolic = kind == Parameter.Kind.DESCRIPTOR || kind == Parameter.Kind.PROCESS;
      if (symbolic
          && known.resolve(call.arguments().get(index)) instanceof Operand.Content(Cell cell)
          && traced.arguments().get(index) instanceof Value.Numeral(long value)) {
        known = known.with(cell, value);
      }
    }
    return state.knowing(known);
  }

  private static State returned(State state, long value) {
    Known known = state.known();
    for (Cell result : results(state)) {
      known = known.with(result, value);
    }
    return state.next().knowing(known);
  }

  private State failed(State state, String name) {
    Call call = call(state);
    OnError onError = call.onError();
    State told = state.choosing(call.syscall().kernelName() + ": " + name);
    for (Cell result : results(state)) {
      told = told.knowing(learn(told.known(), result, name));
    }
    if (has(onError.retried(), name)) {
      return told;
    }
    if (onError.failure().isEmpty() || has(onError.ignored(), name)) {
      return told.next();
    }
    Block routine = blocks.routine(onError.failure().get());
    return told.knowing(learn(told.known(), OnError.ERRNO, name)).at(Frame.start(routine));
  }

  /** The cells that receive what the kernel returns. */
  private static List<Cell> results(State state) {
    Stream<Cell> pid =
        instruction(state) instanceof Fork fork ? Stream.of(fork.pid()) : Stream.empty();
    return Stream.concat(call(state).result().stream(), pid).toList();
  }

  private static Known learn(Known known, Cell cell, String errno) {
    return Stream.of(Errno.values())
        .filter(each -> each.name().equals(errno))
        .findFirst()
        .map(each -> known.with(cell, -each.number()))
        .orElseGet(() -> known.without(cell));
  }

  private static boolean has(List<Errno> errnos, String name) {
    return errnos.stream().anyMatch(errno -> errno.name().equals(name));
  }
}
