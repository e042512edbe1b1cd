package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;

/** The {@code struct open_how} of openat2(2): always beneath the root that it is given. */
public final class OpenHow {
  public static final Operand BYTES = Operand.of(24);

  private OpenHow() {}

  /** An fd that names a place and opens nothing. */
  public static Address path(Data data) {
    return how(data, Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC), 0, Fcntl.RESOLVE_IN_ROOT);
  }

  /** The same, where a symbolic link on the way is an attack. */
  public static Address pathWithoutLinks(Data data) {
    return how(
        data,
        Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
        0,
        Flags.or(Fcntl.RESOLVE_IN_ROOT, Fcntl.RESOLVE_NO_SYMLINKS));
  }

  public static Address read(Data data) {
    return how(data, Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC), 0, Fcntl.RESOLVE_IN_ROOT);
  }

  /** An entry of a folder, which is no link, and which nothing is waited for to open. */
  static Address readEntry(Data data) {
    return how(
        data,
        Flags.or(Fcntl.O_RDONLY, Fcntl.O_NOCTTY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC),
        0,
        Flags.or(Fcntl.RESOLVE_IN_ROOT, Fcntl.RESOLVE_NO_SYMLINKS));
  }

  /** A file of the very proc(5) that the folder is of, to be written, and of no mount in it. */
  public static Address writeWithin(Data data) {
    return how(
        data,
        Flags.or(Fcntl.O_WRONLY, Fcntl.O_CLOEXEC),
        0,
        Flags.or(Fcntl.RESOLVE_BENEATH, Fcntl.RESOLVE_NO_XDEV, Fcntl.RESOLVE_NO_MAGICLINKS));
  }

  /** A pseudoterminal's master, which never makes its reader or writer wait. */
  public static Address master(Data data) {
    return how(
        data,
        Flags.or(Fcntl.O_RDWR, Fcntl.O_NOCTTY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC),
        0,
        Flags.or(Fcntl.RESOLVE_IN_ROOT, Fcntl.RESOLVE_NO_SYMLINKS));
  }

  /** A new file. */
  static Address create(Data data) {
    return how(
        data,
        Flags.or(Fcntl.O_CREAT, Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
        0755,
        Fcntl.RESOLVE_IN_ROOT);
  }

  private static Address how(Data data, Constant flags, int mode, Constant resolve) {
    return data.constant(
        new Part.Field("flags", Width.DOUBLE, flags),
        new Part.Field("mode", Width.DOUBLE, new Constant(mode, mode == 0 ? "0" : "0755")),
        new Part.Field("resolve", Width.DOUBLE, resolve));
  }
}
