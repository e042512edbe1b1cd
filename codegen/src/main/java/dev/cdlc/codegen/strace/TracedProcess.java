package dev.cdlc.codegen.strace;

import java.util.List;

/** The calls of one process, in order, and whether a signal killed it. */
record TracedProcess(long pid, List<TracedCall> calls, boolean killed) {
  TracedProcess {
    calls = List.copyOf(calls);
  }
}
