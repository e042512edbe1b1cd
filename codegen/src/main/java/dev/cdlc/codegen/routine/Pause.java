package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;
import java.util.List;

/** A {@code struct timespec} that never changes. */
public final class Pause {
  private Pause() {}

  public static Address of(Data data, long seconds, long nanoseconds) {
    return data.constant(parts(seconds, nanoseconds));
  }

  static List<Part> parts(long seconds, long nanoseconds) {
    return List.of(
        new Part.Field("tv_sec", Width.DOUBLE, new Constant(seconds, "")),
        new Part.Field("tv_nsec", Width.DOUBLE, new Constant(nanoseconds, "")));
  }
}
