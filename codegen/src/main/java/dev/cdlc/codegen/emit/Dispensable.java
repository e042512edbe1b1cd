package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Shell;

/** What {@code try} stands before, where the host cannot give it. */
final class Dispensable {
  private static final int STANDARD_ERROR = 2;

  private Dispensable() {}

  /**
   * Tells the reader that the container does without.
   *
   * @param lack what is missing, and what follows: a sentence without its end
   */
  static void note(Lowering l, String lack) {
    String note =
        Shell.printable("note: %s: %s".formatted(l.step().origin(), lack)) + ", as `try` allows\n";
    l.call(Syscall.WRITE, value(STANDARD_ERROR), l.text(note), value(note.getBytes(UTF_8).length))
        .orGoOn();
  }
}
