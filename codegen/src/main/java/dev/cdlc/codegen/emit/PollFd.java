package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An array of {@code struct pollfd}; see poll(2). */
final class PollFd {
  private static final int BYTES = 8;
  private static final int REVENTS = 6;

  private PollFd() {}

  /** One entry for each fd that is known already. */
  static List<Part> parts(List<Integer> fds, Constant events) {
    List<Part> parts = new ArrayList<>();
    for (int fd : fds) {
      parts.add(new Part.Field("fd", Width.WORD, new Constant(fd, "")));
      parts.add(new Part.Field("events", Width.HALF, events));
      parts.add(new Part.Field("revents", Width.HALF, new Constant(0, "0")));
    }
    return parts;
  }

  /** Entries that poll for input, their fds still to be stored. */
  static List<Part> forInput(int count) {
    return parts(Collections.nCopies(count, 0), Files.POLLIN);
  }

  static int fd(int index) {
    return index * BYTES;
  }

  static int revents(int index) {
    return index * BYTES + REVENTS;
  }
}
