package dev.cdlc.codegen.interpreter;

import dev.cdlc.codegen.program.Instruction.Width;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The address space of one process: regions that are mapped, and nothing else. */
public final class Memory {
  private final List<Region> regions = new ArrayList<>();

  /** A mapped stretch of memory. */
  private record Region(long address, boolean writable, boolean shared, ByteBuffer content) {
    boolean holds(long start, long length) {
      return start >= address && start - address <= content.limit() - length;
    }

    Region copy() {
      if (shared) {
        return this;
      }
      ByteBuffer copy = ByteBuffer.allocate(content.limit()).order(ByteOrder.LITTLE_ENDIAN);
      copy.put(0, content, 0, content.limit());
      return new Region(address, writable, false, copy);
    }
  }

  /** Maps a copy of the content, with zeroes behind it up to the size. */
  void map(long address, boolean writable, byte[] content, long size) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(0, content);
    regions.add(new Region(address, writable, false, buffer));
  }

  /** Maps zeroes, as mmap(2) with MAP_ANONYMOUS; a shared stretch is one with a child's. */
  public void mapAnonymous(long address, boolean shared, long size) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    regions.add(new Region(address, true, shared, buffer));
  }

  /** The same memory, for a child that gets a copy of it. */
  Memory copy() {
    Memory copy = new Memory();
    regions.forEach(region -> copy.regions.add(region.copy()));
    return copy;
  }

  public byte[] read(long address, int length) {
    Region region = region(address, length);
    byte[] bytes = new byte[length];
    region.content.get((int) (address - region.address), bytes);
    return bytes;
  }

  /** The bytes up to a NUL, which is left out. */
  public byte[] readString(long address) {
    int length = 0;
    while (load(address + length, Width.BYTE) != 0) {
      length++;
    }
    return read(address, length);
  }

  public void write(long address, byte[] bytes) {
    Region region = writableRegion(address, bytes.length);
    region.content.put((int) (address - region.address), bytes);
  }

  public long load(long address, Width width) {
    Region region = region(address, width.bytes());
    int offset = (int) (address - region.address);
    return switch (width) {
      case BYTE -> Byte.toUnsignedLong(region.content.get(offset));
      case HALF -> Short.toUnsignedLong(region.content.getShort(offset));
      case WORD -> Integer.toUnsignedLong(region.content.getInt(offset));
      case DOUBLE -> region.content.getLong(offset);
    };
  }

  public void store(long address, Width width, long value) {
    Region region = writableRegion(address, width.bytes());
    int offset = (int) (address - region.address);
    switch (width) {
      case BYTE -> region.content.put(offset, (byte) value);
      case HALF -> region.content.putShort(offset, (short) value);
      case WORD -> region.content.putInt(offset, (int) value);
      case DOUBLE -> region.content.putLong(offset, value);
    }
  }

  private Region writableRegion(long address, long length) {
    Region region = region(address, length);
    if (!region.writable) {
      throw new SegmentationFault(address);
    }
    return region;
  }

  private Region region(long address, long length) {
    return regions.stream()
        .filter(region -> region.holds(address, length))
        .findFirst()
        .orElseThrow(() -> new SegmentationFault(address));
  }
}
