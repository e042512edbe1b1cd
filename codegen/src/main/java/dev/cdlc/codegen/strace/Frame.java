package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction;
import java.util.Optional;

/**
 * A place in a program: the next instruction of a block, and where to go on behind it. Equal where
 * it is the same place.
 */
record Frame(Block block, int index, Optional<Frame> caller) {

  static Frame start(Block block) {
    return new Frame(block, 0, Optional.empty());
  }

  /** The instruction at this place; empty behind the last one. */
  Optional<Instruction> instruction() {
    return index < block.body().size() ? Optional.of(block.body().get(index)) : Optional.empty();
  }

  /** Behind this instruction. */
  Frame next() {
    return new Frame(block, index + 1, caller);
  }

  /** At the start of a block, to come back behind this instruction. */
  Frame enter(Block inner) {
    return new Frame(inner, 0, Optional.of(next()));
  }

  /** The frame of the innermost block of this kind; empty where a program is malformed. */
  Optional<Frame> innermost(Block.Kind kind) {
    return block.kind() == kind
        ? Optional.of(this)
        : caller.flatMap(outer -> outer.innermost(kind));
  }

  /** Whether the grammar shows the loop, routine or process that this place is in. */
  boolean shown() {
    return block.kind() == Block.Kind.BRANCH
        ? caller.map(Frame::shown).orElse(true)
        : block.shown();
  }

  /** At the start of the same block. */
  Frame again() {
    return new Frame(block, 0, caller);
  }
}
