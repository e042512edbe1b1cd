package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** {@code io}: the use of block devices; weights from 10 to 1000. */
public record BlockIo(
    Optional<Located<Long>> weight,
    Optional<Located<Long>> leafWeight,
    List<Located<BlockDevice>> devices) {
  public BlockIo {
    devices = List.copyOf(devices);
  }

  /** What one device gives; rates are bytes, or operations, a second. */
  public record BlockDevice(
      long major,
      long minor,
      Optional<Located<Long>> weight,
      Optional<Located<Long>> leafWeight,
      Optional<Located<Long>> readBps,
      Optional<Located<Long>> writeBps,
      Optional<Located<Long>> readIops,
      Optional<Located<Long>> writeIops) {}
}
