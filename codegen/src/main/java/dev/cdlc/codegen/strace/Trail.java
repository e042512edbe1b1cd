package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Syscall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The way of one process through its program, as its trace shows it. */
final class Trail {
  private final Follower follower;
  private final TracedProcess process;
  private final Birth birth;
  private final Map<Long, Birth> births = new HashMap<>();
  private List<State> states;

  Trail(Follower follower, TracedProcess process, Birth birth) {
    this.follower = follower;
    this.process = process;
    this.birth = birth;
    states = follower.waiting(birth.states().stream());
  }

  /** The processes that this one made; complete once it is judged. */
  Map<Long, Birth> births() {
    return births;
  }

  Verdict judge() {
    int number = 0;
    for (TracedCall call : process.calls()) {
      List<State> matching =
          states.stream().filter(state -> follower.matches(state, call)).toList();
      if (matching.isEmpty()) {
        return rejected(call.line(), call.text());
      }
      number++;
      if (isLast(matching.getFirst(), call)) {
        return accepted(number, matching.getFirst());
      }
      advance(matching, call);
    }
    return process.killed() && !states.isEmpty()
        ? accepted(number, states.getFirst())
        : rejected(lastLine(), "the end of the log");
  }

  private void advance(List<State> matching, TracedCall call) {
    if (returnsNothing(call) && executesItself(matching.getFirst())) {
      states = follower.waiting(List.of(follower.start()).stream());
      return;
    }
    if (call.outcome() instanceof TracedCall.Outcome.Returned(long pid)) {
      matching.forEach(
          state -> follower.child(state).ifPresent(child -> births.putIfAbsent(pid, child)));
    }
    states = follower.waiting(matching.stream().flatMap(state -> follower.after(state, call)));
  }

  /** What was cloned executes another program. */
  private boolean executesItself(State state) {
    return Follower.call(state).syscall() == Syscall.EXECVEAT
        && birth.process().equals(follower.process());
  }

  /** Whether the process ends with the call, or runs another executable. */
  private boolean isLast(State state, TracedCall call) {
    return switch (call.outcome()) {
      case TracedCall.Outcome.Never _ ->
          process.killed() || Follower.call(state).syscall() == Syscall.EXIT_GROUP;
      case TracedCall.Outcome.Returned _ ->
          Follower.call(state).syscall() == Syscall.EXECVE
              || (Follower.call(state).syscall() == Syscall.EXECVEAT && !executesItself(state));
      case TracedCall.Outcome.Failed _, TracedCall.Outcome.Restarts _ -> false;
    };
  }

  private static boolean returnsNothing(TracedCall call) {
    return call.outcome().equals(new TracedCall.Outcome.Returned(0));
  }

  private int lastLine() {
    return process.calls().isEmpty() ? 1 : process.calls().getLast().line();
  }

  private Verdict accepted(int calls, State state) {
    return new Verdict.Accepted(birth.process(), process.pid(), calls, state.choices().toList());
  }

  private Verdict rejected(int line, String call) {
    List<String> expected = states.stream().map(follower::expected).distinct().toList();
    List<String> choices = states.isEmpty() ? List.of() : states.getFirst().choices().toList();
    return new Verdict.Rejected(birth.process(), process.pid(), line, call, expected, choices);
  }
}
