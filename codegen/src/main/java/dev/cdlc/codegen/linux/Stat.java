package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/stat.h. */
public final class Stat {
  public static final Constant STATX_TYPE = new Constant(1, "STATX_TYPE");
  public static final Constant STATX_NLINK = new Constant(4, "STATX_NLINK");
  public static final Constant STATX_INO = new Constant(0x100, "STATX_INO");
  public static final Constant STATX_MODE = new Constant(2, "STATX_MODE");
  public static final Constant STATX_UID = new Constant(8, "STATX_UID");
  public static final Constant STATX_GID = new Constant(0x10, "STATX_GID");
  public static final Constant S_IFMT = new Constant(0xf000, "S_IFMT");
  public static final Constant S_IFIFO = new Constant(0x1000, "S_IFIFO");
  public static final Constant S_IFCHR = new Constant(0x2000, "S_IFCHR");
  public static final Constant S_IFBLK = new Constant(0x6000, "S_IFBLK");

  /** All of a mode but its type. */
  public static final Constant PERMISSIONS = new Constant(07777, "07777");

  /** The size of {@code struct statx}. */
  public static final int STATX_BYTES = 256;

  /** Where {@code stx_nlink} stands in it, four bytes. */
  public static final Constant STX_NLINK = new Constant(16, "stx_nlink");

  /** Where {@code stx_uid} stands in it, four bytes. */
  public static final Constant STX_UID = new Constant(20, "stx_uid");

  /** Where {@code stx_gid} stands in it, four bytes. */
  public static final Constant STX_GID = new Constant(24, "stx_gid");

  /** Where {@code stx_mode} stands in it, two bytes. */
  public static final Constant STX_MODE = new Constant(28, "stx_mode");

  /** Where {@code stx_ino} stands in it, eight bytes. */
  public static final Constant STX_INO = new Constant(32, "stx_ino");

  /** Where {@code stx_rdev_major} stands in it, four bytes. */
  public static final Constant STX_RDEV_MAJOR = new Constant(128, "stx_rdev_major");

  /** Where {@code stx_rdev_minor} stands in it, four bytes. */
  public static final Constant STX_RDEV_MINOR = new Constant(132, "stx_rdev_minor");

  private Stat() {}
}
