package dev.cdlc.codegen.interpreter;

import dev.cdlc.codegen.elf.Segment;
import dev.cdlc.codegen.link.Layout;
import java.util.Arrays;

/** Maps a layout's segments, as execve(2) does, without headers and code. */
final class Image {
  private Image() {}

  static Memory load(Layout layout) {
    byte[] content = layout.content();
    Segment writable = layout.writable();
    int start = Math.toIntExact(writable.offset() + writable.fileSize()) - content.length;
    byte[] file = new byte[start + content.length];
    System.arraycopy(content, 0, file, start, content.length);
    Memory memory = new Memory();
    map(memory, layout.readOnly(), false, file);
    map(memory, writable, true, file);
    return memory;
  }

  private static void map(Memory memory, Segment segment, boolean writable, byte[] file) {
    int offset = Math.toIntExact(segment.offset());
    int end = Math.toIntExact(segment.offset() + segment.fileSize());
    byte[] content = Arrays.copyOfRange(file, offset, end);
    memory.map(segment.address(), writable, content, segment.memorySize());
  }
}
