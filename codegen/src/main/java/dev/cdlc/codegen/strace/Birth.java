package dev.cdlc.codegen.strace;

import java.util.List;

/** How a process begins: what people call it, and the places where it may stand. */
record Birth(String process, List<State> states) {
  Birth {
    states = List.copyOf(states);
  }
}
