package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/fcntl.h, asm-generic/fcntl.h and linux/openat2.h. */
public final class Fcntl {
  public static final Constant AT_FDCWD = new Constant(-100, "AT_FDCWD");
  public static final Constant AT_EMPTY_PATH = new Constant(0x1000, "AT_EMPTY_PATH");
  public static final Constant AT_RECURSIVE = new Constant(0x8000, "AT_RECURSIVE");
  public static final Constant AT_SYMLINK_NOFOLLOW = new Constant(0x100, "AT_SYMLINK_NOFOLLOW");
  public static final Constant AT_REMOVEDIR = new Constant(0x200, "AT_REMOVEDIR");
  public static final Constant O_RDONLY = new Constant(0, "O_RDONLY");
  public static final Constant O_WRONLY = new Constant(1, "O_WRONLY");
  public static final Constant O_RDWR = new Constant(2, "O_RDWR");
  public static final Constant O_CREAT = new Constant(0x40, "O_CREAT");
  public static final Constant O_EXCL = new Constant(0x80, "O_EXCL");
  public static final Constant O_NOCTTY = new Constant(0x100, "O_NOCTTY");
  public static final Constant O_APPEND = new Constant(0x400, "O_APPEND");
  public static final Constant O_NONBLOCK = new Constant(0x800, "O_NONBLOCK");
  public static final Constant O_CLOEXEC = new Constant(0x80000, "O_CLOEXEC");
  public static final Constant O_PATH = new Constant(0x20_0000, "O_PATH");
  public static final Constant F_SETLKW = new Constant(7, "F_SETLKW");
  public static final Constant F_WRLCK = new Constant(1, "F_WRLCK");
  public static final Constant F_DUPFD = new Constant(0, "F_DUPFD");
  public static final Constant F_DUPFD_CLOEXEC = new Constant(1030, "F_DUPFD_CLOEXEC");
  public static final Constant F_ADD_SEALS = new Constant(1033, "F_ADD_SEALS");
  public static final Constant F_SETFD = new Constant(2, "F_SETFD");
  public static final Constant F_SETFL = new Constant(4, "F_SETFL");
  public static final Constant F_GET_SEALS = new Constant(1034, "F_GET_SEALS");
  public static final Constant F_SEAL_SEAL = new Constant(1, "F_SEAL_SEAL");
  public static final Constant F_SEAL_SHRINK = new Constant(2, "F_SEAL_SHRINK");
  public static final Constant F_SEAL_GROW = new Constant(4, "F_SEAL_GROW");
  public static final Constant F_SEAL_WRITE = new Constant(8, "F_SEAL_WRITE");
  public static final Constant RESOLVE_NO_XDEV = new Constant(0x1, "RESOLVE_NO_XDEV");
  public static final Constant RESOLVE_NO_MAGICLINKS = new Constant(0x2, "RESOLVE_NO_MAGICLINKS");
  public static final Constant RESOLVE_NO_SYMLINKS = new Constant(0x4, "RESOLVE_NO_SYMLINKS");
  public static final Constant RESOLVE_BENEATH = new Constant(0x8, "RESOLVE_BENEATH");
  public static final Constant RESOLVE_IN_ROOT = new Constant(0x10, "RESOLVE_IN_ROOT");
  public static final Constant LOCK_EX = new Constant(2, "LOCK_EX");
  public static final Constant LOCK_NB = new Constant(4, "LOCK_NB");

  private Fcntl() {}
}
