package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Strlen;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** A line on standard error. */
final class Note {
  private static final long IOVEC_BYTES = 16;
  private static final int MOST_PIECES = 6;
  private static final Cell LENGTH = new Cell("note_length");
  private static final Cell PIECE = new Cell("note_piece");

  private Note() {}

  static void write(Sequence s, Data data, Operand... pieces) {
    Address vector = data.buffer("note_pieces", (int) (MOST_PIECES * IOVEC_BYTES));
    for (int i = 0; i < pieces.length; i++) {
      s.move(PIECE, pieces[i]);
      Strlen.call(s, value(PIECE), LENGTH);
      s.store(Width.DOUBLE, vector, value(i * IOVEC_BYTES), value(PIECE));
      s.store(Width.DOUBLE, vector, value(i * IOVEC_BYTES + 8), value(LENGTH));
    }
    s.call(Syscall.WRITEV, value(2), vector, value(pieces.length)).orGoOn();
  }
}
