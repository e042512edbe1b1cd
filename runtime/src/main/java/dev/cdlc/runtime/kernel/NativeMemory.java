package dev.cdlc.runtime.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Memory that functions of libc read and write: zeroed, and freed when this is closed. */
record NativeMemory(long address, int length) implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  static NativeMemory ofLength(int length) {
    return new NativeMemory(MEMORY.allocateMemory(length, true), length);
  }

  /** As C has it, with a zero behind it; a path or a name. */
  static NativeMemory of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    NativeMemory memory = ofLength(bytes.length + 1);
    MEMORY.putByteArray(memory.address, bytes, 0, bytes.length);
    return memory;
  }

  void putInt(int offset, int value) {
    MEMORY.putInt(at(offset, Integer.BYTES), value);
  }

  int getInt(int offset) {
    return MEMORY.getInt(at(offset, Integer.BYTES));
  }

  long getLong(int offset) {
    return MEMORY.getLong(at(offset, Long.BYTES));
  }

  byte[] bytes(int offset, int count) {
    byte[] bytes = new byte[count];
    MEMORY.getByteArray(at(offset, count), bytes, 0, count);
    return bytes;
  }

  private long at(int offset, int count) {
    return address + Objects.checkFromIndexSize(offset, count, length);
  }

  @Override
  public void close() {
    MEMORY.freeMemory(address);
  }
}
