package dev.cdlc.compiler.model;

/** What may be done with a device; at least one of the three. */
public record DeviceAccess(boolean read, boolean write, boolean mknod) {
  public DeviceAccess {
    if (!read && !write && !mknod) {
      throw new IllegalArgumentException("no access at all");
    }
  }

  /** As the devices controller of cgroups writes it: {@code rwm}. */
  public String letters() {
    return (read ? "r" : "") + (write ? "w" : "") + (mknod ? "m" : "");
  }
}
