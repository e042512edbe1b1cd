package dev.cdlc.codegen.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a static executable without section headers: ELF header, program headers, note, and the
 * content of three segments. Names of fields are those of elf(5).
 */
public final class ElfWriter {
  /** Three PT_LOAD, PT_NOTE, PT_GNU_STACK. */
  private static final int PROGRAM_HEADERS = 5;

  private static final int NOTE_OFFSET =
      ElfFormat.HEADER_SIZE + PROGRAM_HEADERS * ElfFormat.PROGRAM_HEADER_SIZE;

  private final Target target;
  private final byte[] note;

  public ElfWriter(Target target, Note note) {
    this.target = target;
    this.note = NoteFormat.format(note);
  }

  /** How many bytes of the file come before the content of the segments. */
  public int headerSize() {
    return NOTE_OFFSET + note.length;
  }

  /**
   * The whole file. In memory the code lies between the other two segments, in the file behind
   * them; the entry point is its first byte.
   *
   * @param content what stands in the file between the headers and the code
   */
  public byte[] write(
      Segment readOnly, Segment code, Segment writable, byte[] content, byte[] machineCode) {
    int size = Math.toIntExact(code.offset() + code.fileSize());
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    elfHeader(file, code.address());
    Stream.of(readOnly, code, writable).map(ProgramHeader::load).forEach(each -> each.write(file));
    List.of(noteHeader(readOnly.address()), stackHeader()).forEach(each -> each.write(file));
    file.put(note).put(content).position((int) code.offset()).put(machineCode);
    return file.array();
  }

  private void elfHeader(ByteBuffer file, long entry) {
    file.put(ElfFormat.IDENT).position(ElfFormat.IDENT_SIZE);
    file.putShort(ElfFormat.ET_EXEC).putShort((short) target.number());
    file.putInt(ElfFormat.EV_CURRENT).putLong(entry);
    file.putLong(ElfFormat.HEADER_SIZE); // e_phoff
    file.putLong(0).putInt(0); // e_shoff, e_flags
    file.putShort(ElfFormat.HEADER_SIZE).putShort(ElfFormat.PROGRAM_HEADER_SIZE);
    file.putShort((short) PROGRAM_HEADERS);
    file.position(ElfFormat.HEADER_SIZE); // no section headers
  }

  private ProgramHeader noteHeader(long imageBase) {
    return new ProgramHeader(
        ElfFormat.PT_NOTE,
        Segment.Access.READ.flags(),
        NOTE_OFFSET,
        imageBase + NOTE_OFFSET,
        note.length,
        note.length,
        NoteFormat.ALIGNMENT);
  }

  /** Without this header the stack would be executable. */
  private static ProgramHeader stackHeader() {
    int flags = Segment.Access.READ_WRITE.flags();
    return new ProgramHeader(ElfFormat.PT_GNU_STACK, flags, 0, 0, 0, 0, 0);
  }
}
