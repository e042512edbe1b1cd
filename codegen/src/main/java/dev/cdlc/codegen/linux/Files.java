package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/**
 * dirent.h, unistd.h, sys/statvfs.h, linux/memfd.h, linux/magic.h, asm-generic/mman.h,
 * asm-generic/poll.h.
 */
public final class Files {
  public static final Constant DT_DIR = new Constant(4, "DT_DIR");
  public static final Constant SEEK_SET = new Constant(0, "SEEK_SET");
  public static final Constant SEEK_END = new Constant(2, "SEEK_END");
  public static final Constant F_OK = new Constant(0, "F_OK");
  public static final Constant X_OK = new Constant(1, "X_OK");
  public static final Constant ST_RDONLY = new Constant(1, "ST_RDONLY");
  public static final Constant ST_NOEXEC = new Constant(8, "ST_NOEXEC");

  public static final Constant MFD_CLOEXEC = new Constant(1, "MFD_CLOEXEC");
  public static final Constant MFD_ALLOW_SEALING = new Constant(2, "MFD_ALLOW_SEALING");
  public static final Constant MFD_NOEXEC_SEAL = new Constant(8, "MFD_NOEXEC_SEAL");
  public static final Constant MFD_EXEC = new Constant(0x10, "MFD_EXEC");
  public static final Constant CGROUP_SUPER_MAGIC = new Constant(0x27_e0eb, "CGROUP_SUPER_MAGIC");
  public static final Constant DEVPTS_SUPER_MAGIC = new Constant(0x1cd1, "DEVPTS_SUPER_MAGIC");
  public static final Constant CGROUP2_SUPER_MAGIC =
      new Constant(0x6367_7270, "CGROUP2_SUPER_MAGIC");
  public static final Constant PROC_SUPER_MAGIC = new Constant(0x9fa0, "PROC_SUPER_MAGIC");
  public static final Constant PROT_READ = new Constant(1, "PROT_READ");
  public static final Constant PROT_WRITE = new Constant(2, "PROT_WRITE");
  public static final Constant MAP_SHARED = new Constant(1, "MAP_SHARED");
  public static final Constant MAP_PRIVATE = new Constant(2, "MAP_PRIVATE");
  public static final Constant MAP_ANONYMOUS = new Constant(0x20, "MAP_ANONYMOUS");
  public static final Constant POLLIN = new Constant(1, "POLLIN");
  public static final Constant POLLOUT = new Constant(4, "POLLOUT");
  public static final Constant POLLHUP = new Constant(0x10, "POLLHUP");
  public static final Constant POLLNVAL = new Constant(0x20, "POLLNVAL");

  /** Where {@code f_flags} stands in {@code struct statfs}, of 64 bits. */
  public static final Constant F_FLAGS = new Constant(80, "f_flags");

  private Files() {}
}
