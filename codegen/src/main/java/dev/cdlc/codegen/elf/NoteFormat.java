package dev.cdlc.codegen.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The container of a {@link Note}'s text: one entry of a PT_NOTE segment, as in elf(5). */
final class NoteFormat {
  static final int ALIGNMENT = 4;

  /** {@code n_type}; another layout of the text gets another number. */
  private static final int TYPE = 1;

  private static final byte[] NAME = {'c', 'd', 'l', 'c', 0};
  private static final int HEADER_SIZE = 3 * Integer.BYTES;

  private NoteFormat() {}

  static byte[] format(Note note) {
    byte[] text = NoteText.format(note).getBytes(StandardCharsets.UTF_8);
    int nameEnd = HEADER_SIZE + align(NAME.length);
    ByteBuffer entry = ByteBuffer.allocate(nameEnd + align(text.length));
    entry.order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(NAME.length).putInt(text.length).putInt(TYPE);
    entry.put(NAME).position(nameEnd).put(text);
    return entry.array();
  }

  /** The note in a segment that starts with it; empty if another stands there, or a broken one. */
  static Optional<Note> parse(ByteBuffer segment) {
    int nameEnd = HEADER_SIZE + align(NAME.length);
    if (segment.limit() < nameEnd) {
      return Optional.empty();
    }
    int textLength = segment.getInt(Integer.BYTES);
    byte[] name = new byte[NAME.length];
    segment.get(HEADER_SIZE, name);
    boolean ours =
        segment.getInt(0) == NAME.length
            && segment.getInt(2 * Integer.BYTES) == TYPE
            && Arrays.equals(name, NAME);
    if (!ours || textLength < 0 || textLength > segment.limit() - nameEnd) {
      return Optional.empty();
    }
    byte[] text = new byte[textLength];
    segment.get(nameEnd, text);
    return NoteText.parse(new String(text, StandardCharsets.UTF_8));
  }

  private static int align(int length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
