package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;

/** The {@code struct open_how} of an openat2(2) that passes no symbolic link; see ELOOP there. */
final class NoLinks {
  /** Its size. */
  static final Operand BYTES = new Constant(24, "24");

  private NoLinks() {}

  static Address how(Data data, Constant... flags) {
    return data.constant(
        new Part.Field("flags", Width.DOUBLE, Flags.or(flags)),
        new Part.Field("mode", Width.DOUBLE, new Constant(0, "0")),
        new Part.Field("resolve", Width.DOUBLE, Fcntl.RESOLVE_NO_SYMLINKS));
  }
}
