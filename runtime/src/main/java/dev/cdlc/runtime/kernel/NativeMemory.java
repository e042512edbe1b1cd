package dev.cdlc.runtime.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Objects;

/** Memory that functions of libc read and write: zeroed, and freed when this is closed. */
record NativeMemory(long address, int length) implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  static NativeMemory ofLength(int length) {
    return new NativeMemory(MEMORY.allocateMemory(length, true), length);
  }

  /** As C has it, with a zero behind it; a path or a name. */
  static NativeMemory of(String text, Charset charset) {
    return of(text.getBytes(charset));
  }

  /** With a zero behind them. */
  static NativeMemory of(byte[] bytes) {
    NativeMemory memory = ofLength(bytes.length + 1);
    MEMORY.putByteArray(memory.address, bytes, 0, bytes.length);
    return memory;
  }

  /** Where the rest of a direct buffer begins. */
  static long addressOf(ByteBuffer buffer) {
    return MEMORY.getDirectBufferAddress(buffer) + buffer.position();
  }

  void putInt(int offset, int value) {
    MEMORY.putInt(at(offset, Integer.BYTES), value);
  }

  void putLong(int offset, long value) {
    MEMORY.putLong(at(offset, Long.BYTES), value);
  }

  int getShort(int offset) {
    return Short.toUnsignedInt(MEMORY.getShort(at(offset, Short.BYTES)));
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

  /** What a zero ends. */
  String text(int offset, Charset charset) {
    int end = offset;
    while (MEMORY.getByte(at(end, 1)) != 0) {
      end++;
    }
    return new String(bytes(offset, end - offset), charset);
  }

  private long at(int offset, int count) {
    return address + Objects.checkFromIndexSize(offset, count, length);
  }

  @Override
  public void close() {
    MEMORY.freeMemory(address);
  }
}
