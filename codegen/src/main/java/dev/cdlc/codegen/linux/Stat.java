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
  public static final Constant STATX_BASIC_STATS = new Constant(0x7ff, "STATX_BASIC_STATS");
  public static final Constant S_IFMT = new Constant(0xf000, "S_IFMT");
  public static final Constant S_IFIFO = new Constant(0x1000, "S_IFIFO");
  public static final Constant S_IFCHR = new Constant(0x2000, "S_IFCHR");
  public static final Constant S_IFBLK = new Constant(0x6000, "S_IFBLK");
  public static final Constant S_IFDIR = new Constant(0x4000, "S_IFDIR");
  public static final Constant S_IFREG = new Constant(0x8000, "S_IFREG");
  public static final Constant S_IFLNK = new Constant(0xa000, "S_IFLNK");
  public static final Constant S_ISVTX = new Constant(01000, "S_ISVTX");

  /** Permission for the group or for anybody to write. */
  public static final Constant WRITABLE_BY_OTHERS = new Constant(0022, "S_IWGRP|S_IWOTH");

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

  /** Where {@code stx_size} stands in it, eight bytes. */
  public static final Constant STX_SIZE = new Constant(40, "stx_size");

  /** Where {@code tv_sec} of {@code stx_ctime} stands in it, eight bytes. */
  public static final Constant STX_CTIME_SEC = new Constant(96, "stx_ctime.tv_sec");

  /** Where {@code tv_nsec} of {@code stx_ctime} stands in it, four bytes. */
  public static final Constant STX_CTIME_NSEC = new Constant(104, "stx_ctime.tv_nsec");

  /** Where {@code tv_sec} of {@code stx_mtime} stands in it, eight bytes. */
  public static final Constant STX_MTIME_SEC = new Constant(112, "stx_mtime.tv_sec");

  /** Where {@code tv_nsec} of {@code stx_mtime} stands in it, four bytes. */
  public static final Constant STX_MTIME_NSEC = new Constant(120, "stx_mtime.tv_nsec");

  /** Where {@code stx_dev_major} stands in it, four bytes. */
  public static final Constant STX_DEV_MAJOR = new Constant(136, "stx_dev_major");

  /** Where {@code stx_dev_minor} stands in it, four bytes. */
  public static final Constant STX_DEV_MINOR = new Constant(140, "stx_dev_minor");

  /** Where {@code stx_rdev_major} stands in it, four bytes. */
  public static final Constant STX_RDEV_MAJOR = new Constant(128, "stx_rdev_major");

  /** Where {@code stx_rdev_minor} stands in it, four bytes. */
  public static final Constant STX_RDEV_MINOR = new Constant(132, "stx_rdev_minor");

  private Stat() {}
}
