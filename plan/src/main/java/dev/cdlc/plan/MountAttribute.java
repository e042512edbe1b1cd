package dev.cdlc.plan;

/** The per-mount attributes that fsmount(2) and mount_setattr(2) know, in the kernel's order. */
public enum MountAttribute {
  RDONLY(0x1),
  NOSUID(0x2),
  NODEV(0x4),
  NOEXEC(0x8),
  NOATIME(0x10),
  STRICTATIME(0x20),
  NODIRATIME(0x80),
  NOSYMFOLLOW(0x0020_0000);

  private final long bit;

  MountAttribute(long bit) {
    this.bit = bit;
  }

  /** MOUNT_ATTR_* from linux/mount.h. */
  public long bit() {
    return bit;
  }
}
