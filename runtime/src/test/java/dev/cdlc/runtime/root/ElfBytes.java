package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ELF file that only says how it is linked; see elf(5).
 *
 * @param wide whether it is of class ELFCLASS64
 * @param machine {@code e_machine}
 * @param tags what DT_RPATH (15), DT_RUNPATH (29) and each DT_NEEDED (1) say
 */
record ElfBytes(
    boolean wide, ByteOrder order, int machine, Optional<String> interpreter, List<Tag> tags) {
  private static final int X86_64 = 62;

  record Tag(long tag, String text) {}

  static ElfBytes program(String interpreter, String... needed) {
    return library(needed).withInterpreter(interpreter);
  }

  static ElfBytes library(String... needed) {
    List<Tag> tags = List.of(needed).stream().map(name -> new Tag(1, name)).toList();
    return new ElfBytes(true, ByteOrder.LITTLE_ENDIAN, X86_64, Optional.empty(), tags);
  }

  ElfBytes withInterpreter(String path) {
    return new ElfBytes(wide, order, machine, Optional.of(path), tags);
  }

  ElfBytes as(boolean otherWide, ByteOrder otherOrder, int otherMachine) {
    return new ElfBytes(otherWide, otherOrder, otherMachine, interpreter, tags);
  }

  ElfBytes with(long tag, String text) {
    List<Tag> more = new ArrayList<>(tags);
    more.add(new Tag(tag, text));
    return new ElfBytes(wide, order, machine, interpreter, more);
  }

  /** Writes an executable file, with the folders above it. */
  void write(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, bytes());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Header, three segments, the interpreter, the dynamic section, the strings; at address 4096. */
  byte[] bytes() {
    ByteBuffer file = ByteBuffer.allocate(4096).order(order);
    int header = wide ? 64 : 52;
    int segment = wide ? 56 : 32;
    int word = wide ? 8 : 4;
    byte[] loader = (interpreter.orElse("") + "\0").getBytes(StandardCharsets.UTF_8);
    int interpreterAt = header + 3 * segment;
    int dynamicAt = interpreterAt + loader.length;
    int dynamicLength = 2 * word * (tags.size() + 2);
    int stringsAt = dynamicAt + dynamicLength;
    file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1)});
    file.put((byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    file.putChar(18, (char) machine);
    put(file, wide ? 32 : 28, header);
    file.putChar(wide ? 54 : 42, (char) segment);
    file.putChar(wide ? 56 : 44, (char) 3);
    segment(file, header, 1, 0, file.capacity());
    segment(file, header + segment, interpreter.isPresent() ? 3 : 0, interpreterAt, loader.length);
    segment(file, header + 2 * segment, 2, dynamicAt, dynamicLength);
    file.put(interpreterAt, loader);
    int name = 0;
    int at = dynamicAt;
    for (Tag tag : tags) {
      put(file, at, tag.tag());
      put(file, at + word, name);
      byte[] text = (tag.text() + "\0").getBytes(StandardCharsets.UTF_8);
      file.put(stringsAt + name, text);
      name += text.length;
      at += 2 * word;
    }
    put(file, at, 5);
    put(file, at + word, 4096L + stringsAt);
    return file.array();
  }

  private void segment(ByteBuffer file, int at, int type, int offset, int length) {
    file.putInt(at, type);
    int word = wide ? 8 : 4;
    int first = at + word;
    put(file, first, offset);
    put(file, first + word, 4096L + offset);
    put(file, first + 3 * word, length);
  }

  private void put(ByteBuffer file, int at, long value) {
    if (wide) {
      file.putLong(at, value);
    } else {
      file.putInt(at, (int) value);
    }
  }
}
