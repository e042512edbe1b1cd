package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction;
import java.util.List;

/** A sequence of a program; a class, for two are the same only if they stand in one place. */
final class Block {
  private final Kind kind;
  private final boolean shown;
  private final List<Instruction> body;

  Block(Kind kind, boolean shown, List<Instruction> body) {
    this.kind = kind;
    this.shown = shown;
    this.body = body;
  }

  /** What happens behind a block's last instruction. */
  enum Kind {
    /** Nothing may. */
    PROCESS,
    /** Control goes back to the caller, as from a return. */
    ROUTINE,
    /** The block starts again. */
    LOOP,
    /** Control goes on behind the choice. */
    BRANCH
  }

  Kind kind() {
    return kind;
  }

  /** Whether the grammar shows the block; what a branch is in decides for it. */
  boolean shown() {
    return shown;
  }

  List<Instruction> body() {
    return body;
  }
}
