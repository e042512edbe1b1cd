package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.machine.Label;
import java.util.Optional;

/** A piece of code in the making. */
sealed interface Fragment {
  /** So many bytes that stand as they are, at this place of the assembler's buffer. */
  record Fixed(int start, int length) implements Fragment {}

  /** A jump, on a condition or always; two bytes, or five or six where the label is far. */
  record Branch(Optional<Jump> condition, Label label) implements Fragment {}

  /** A call of the code at the label; five bytes. */
  record CallLabel(Label label) implements Fragment {}

  /** Where a label stands. */
  record Place(Label label) implements Fragment {}
}
