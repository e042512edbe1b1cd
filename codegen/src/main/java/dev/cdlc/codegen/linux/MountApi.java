package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/mount.h. */
public final class MountApi {
  public static final Constant MS_REC = new Constant(0x4000, "MS_REC");
  public static final Constant MS_UNBINDABLE = new Constant(0x2_0000, "MS_UNBINDABLE");
  public static final Constant MS_PRIVATE = new Constant(0x4_0000, "MS_PRIVATE");
  public static final Constant MS_SLAVE = new Constant(0x8_0000, "MS_SLAVE");
  public static final Constant MS_SHARED = new Constant(0x10_0000, "MS_SHARED");
  public static final Constant MNT_DETACH = new Constant(2, "MNT_DETACH");
  public static final Constant OPEN_TREE_CLONE = new Constant(1, "OPEN_TREE_CLONE");
  public static final Constant OPEN_TREE_CLOEXEC = new Constant(0x80000, "OPEN_TREE_CLOEXEC");
  public static final Constant MOVE_MOUNT_F_EMPTY_PATH =
      new Constant(0x4, "MOVE_MOUNT_F_EMPTY_PATH");
  public static final Constant MOVE_MOUNT_T_EMPTY_PATH =
      new Constant(0x40, "MOVE_MOUNT_T_EMPTY_PATH");
  public static final Constant FSOPEN_CLOEXEC = new Constant(1, "FSOPEN_CLOEXEC");
  public static final Constant FSMOUNT_CLOEXEC = new Constant(1, "FSMOUNT_CLOEXEC");
  public static final Constant FSCONFIG_SET_FLAG = new Constant(0, "FSCONFIG_SET_FLAG");
  public static final Constant FSCONFIG_SET_STRING = new Constant(1, "FSCONFIG_SET_STRING");
  public static final Constant FSCONFIG_CMD_CREATE = new Constant(6, "FSCONFIG_CMD_CREATE");
  public static final Constant MOUNT_ATTR__ATIME = new Constant(0x70, "MOUNT_ATTR__ATIME");

  public static final Constant MOUNT_ATTR_IDMAP = new Constant(0x0010_0000, "MOUNT_ATTR_IDMAP");

  private MountApi() {}
}
