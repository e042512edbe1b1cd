package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.plan.FileAccess;
import java.util.List;

/** linux/landlock.h: rights over files, and the calls' other constants. */
public final class Landlock {
  public static final Constant LANDLOCK_CREATE_RULESET_VERSION =
      new Constant(1, "LANDLOCK_CREATE_RULESET_VERSION");
  public static final Constant LANDLOCK_RULE_PATH_BENEATH =
      new Constant(1, "LANDLOCK_RULE_PATH_BENEATH");

  private static final Constant EXECUTE = right(0, "EXECUTE");
  private static final Constant WRITE_FILE = right(1, "WRITE_FILE");
  private static final Constant READ_FILE = right(2, "READ_FILE");
  private static final Constant READ_DIR = right(3, "READ_DIR");
  private static final Constant REFER = right(13, "REFER");
  private static final Constant TRUNCATE = right(14, "TRUNCATE");
  private static final Constant IOCTL_DEV = right(15, "IOCTL_DEV");

  /** Of what is in folders. */
  private static final Constant CHANGE =
      Flags.or(
          right(4, "REMOVE_DIR"),
          right(5, "REMOVE_FILE"),
          right(6, "MAKE_CHAR"),
          right(7, "MAKE_DIR"),
          right(8, "MAKE_REG"),
          right(9, "MAKE_SOCK"),
          right(10, "MAKE_FIFO"),
          right(11, "MAKE_BLOCK"),
          right(12, "MAKE_SYM"));

  /** Those that a rule for what is no folder may give. */
  public static final Constant OF_FILES =
      Flags.or(EXECUTE, WRITE_FILE, READ_FILE, TRUNCATE, IOCTL_DEV);

  /** What every Landlock knows. */
  public static final Constant FIRST = Flags.or(EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, CHANGE);

  /** A right that came later; see the table of versions in landlock(7). */
  public record Later(int abi, Constant right) {}

  public static final List<Later> LATER =
      List.of(new Later(2, REFER), new Later(3, TRUNCATE), new Later(5, IOCTL_DEV));

  private Landlock() {}

  /** The rights that accesses take, of all that the newest kernel knows. */
  public static Constant rights(List<FileAccess> accesses) {
    return Flags.or(
        accesses.stream().flatMap(access -> rights(access).stream()).distinct().toList());
  }

  private static List<Constant> rights(FileAccess access) {
    return switch (access) {
      case READ -> List.of(READ_FILE, READ_DIR);
      case WRITE -> List.of(READ_FILE, READ_DIR, WRITE_FILE, CHANGE, REFER, TRUNCATE, IOCTL_DEV);
      case EXEC -> List.of(READ_FILE, READ_DIR, EXECUTE);
    };
  }

  private static Constant right(int bit, String name) {
    return new Constant(1L << bit, "LANDLOCK_ACCESS_FS_" + name);
  }
}
