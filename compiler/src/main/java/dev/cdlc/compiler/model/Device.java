package dev.cdlc.compiler.model;

import java.util.Optional;
import java.util.OptionalInt;

/** {@code device}: a device node that the container has. */
public sealed interface Device {
  /** Absolute path in the container. */
  String path();

  /** The one that the host has at the same path, with its numbers, mode and owner. */
  record OfHost(String path, DeviceAccess access) implements Device {}

  /**
   * One that the source describes.
   *
   * @param numbers all but a FIFO have them
   * @param mode as in chmod(2), 0 to 0777
   */
  record Node(
      String path,
      Type type,
      Optional<Numbers> numbers,
      OptionalInt mode,
      Optional<Long> uid,
      Optional<Long> gid,
      DeviceAccess access)
      implements Device {}

  /** The types of OCI config-linux.md, "Devices"; see mknod(1). */
  enum Type {
    CHARACTER("c"),
    BLOCK("b"),
    UNBUFFERED("u"),
    FIFO("p");

    private final String letter;

    Type(String letter) {
      this.letter = letter;
    }

    public String letter() {
      return letter;
    }
  }

  /** A major and a minor number. */
  record Numbers(long major, long minor) {}
}
