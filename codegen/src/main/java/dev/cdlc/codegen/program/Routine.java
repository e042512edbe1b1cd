package dev.cdlc.codegen.program;

import java.util.List;

/** Instructions that stand once and are called from several places; arguments pass in cells. */
public record Routine(String name, List<Instruction> body) {
  public Routine {
    body = List.copyOf(body);
  }
}
