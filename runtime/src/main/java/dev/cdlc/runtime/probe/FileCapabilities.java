package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The extended attribute {@code security.capability}; see capabilities(7), linux/capability.h. */
final class FileCapabilities {
  /** Of the first word of struct vfs_cap_data, in little-endian order: what execve(2) turns on. */
  private static final int EFFECTIVE = 1;

  /** Of the second version, and of the third, which ends with the uid of a root. */
  private static final int LEAST_BYTES = 20;

  private FileCapabilities() {}

  /** Whether a program with this attribute starts with a capability below 32 in force. */
  static boolean raises(byte[] attribute, Capability capability) {
    if (attribute.length < LEAST_BYTES) {
      return false;
    }
    ByteBuffer words = ByteBuffer.wrap(attribute).order(ByteOrder.LITTLE_ENDIAN);
    int permitted = words.getInt(Integer.BYTES);
    return (words.getInt(0) & EFFECTIVE) != 0 && (permitted >>> capability.number() & 1) == 1;
  }
}
