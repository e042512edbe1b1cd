package dev.cdlc.codegen.interpreter;

import dev.cdlc.codegen.program.Syscall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers with given results, in order, and records what it was asked. */
final class ScriptedKernel implements Kernel {
  private final Deque<Long> results = new ArrayDeque<>();
  private final List<String> calls;
  private final String process;

  ScriptedKernel(long... results) {
    this("", new ArrayList<>(), results);
  }

  private ScriptedKernel(String process, List<String> calls, long... results) {
    this.process = process;
    this.calls = calls;
    for (long result : results) {
      this.results.add(result);
    }
  }

  /** The calls of all processes, as {@code close(3)}; a child's behind its pid. */
  List<String> calls() {
    return calls;
  }

  @Override
  public long call(Syscall syscall, List<Long> arguments, Memory memory) {
    String text = arguments.toString().replace('[', '(').replace(']', ')');
    calls.add(process + syscall.kernelName() + text);
    return results.isEmpty() ? 0 : results.removeFirst();
  }

  @Override
  public Kernel child(long pid) {
    return new ScriptedKernel(pid + " ", calls);
  }
}
