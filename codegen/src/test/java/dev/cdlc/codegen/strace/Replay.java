package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.interpreter.Interpreter;
import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.linux.ErrnoNames;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Syscall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Interprets a program with the results that a log shows, and fails at the first call that is not
 * the log's next one.
 */
public final class Replay {
  private final Map<Long, TracedProcess> processes;
  private final List<Answers> all = new ArrayList<>();

  private Replay(StraceLog log) {
    processes =
        log.processes().stream().collect(Collectors.toMap(TracedProcess::pid, Function.identity()));
  }

  /** Runs the log's first process, from the start again after each execveat(2) of itself. */
  public static void check(Program program, Layout layout, InitialStack stack, StraceLog log) {
    Replay replay = new Replay(log);
    Answers answers = replay.new Answers(log.processes().getFirst());
    do {
      Interpreter.run(program, layout, stack, answers);
    } while (answers.executedItself());
    replay.all.forEach(Answers::expectEnd);
  }

  /** The kernel's answers to one process, as they stand in the log. */
  private final class Answers implements Kernel {
    private final long pid;
    private final Iterator<TracedCall> calls;
    private boolean executed;
    private boolean executedItself;

    Answers(TracedProcess process) {
      pid = process.pid();
      calls = process.calls().iterator();
      all.add(this);
    }

    @Override
    public long call(Syscall syscall, List<Long> arguments, Memory memory) {
      if (!calls.hasNext()) {
        throw new AssertionError(pid + " ended before " + syscall + arguments);
      }
      TracedCall traced = calls.next();
      new ConcreteCall(syscall, arguments, memory).check(traced);
      new Effects(traced, arguments, memory).apply(syscall);
      long result = result(traced);
      boolean opened = syscall == Syscall.EXECVEAT && result == 0;
      executedItself = opened && all.getFirst() == this;
      executed = (syscall == Syscall.EXECVE && result == 0) || (opened && !executedItself);
      return result;
    }

    @Override
    public Kernel child(long child) {
      TracedProcess process = processes.get(child);
      if (process == null) {
        throw new AssertionError("the log has nothing of the process " + child);
      }
      return new Answers(process);
    }

    boolean executedItself() {
      return executedItself;
    }

    void expectEnd() {
      if (!executed && calls.hasNext()) {
        throw new AssertionError("more than was interpreted: " + calls.next());
      }
    }
  }

  private static long result(TracedCall traced) {
    return switch (traced.outcome()) {
      case TracedCall.Outcome.Returned(long value) -> value;
      case TracedCall.Outcome.Failed(String errno) -> -number(errno);
      case TracedCall.Outcome.Restarts _, TracedCall.Outcome.Never _ -> 0;
    };
  }

  private static int number(String errno) {
    return ErrnoNames.byNumber().entrySet().stream()
        .filter(entry -> entry.getValue().startsWith(errno + " "))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
