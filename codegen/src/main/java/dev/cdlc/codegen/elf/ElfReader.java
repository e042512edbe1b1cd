package dev.cdlc.codegen.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads back what {@link ElfWriter} wrote; any other bytes give an {@link Inspection.Foreign}. */
public final class ElfReader {
  private static final int TYPE_OFFSET = 16;
  private static final int MACHINE_OFFSET = 18;
  private static final int PROGRAM_HEADERS_OFFSET = 32;
  private static final int PROGRAM_HEADER_COUNT_OFFSET = 56;

  private final ByteBuffer file;

  private ElfReader(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static Inspection inspect(byte[] file) {
    return new ElfReader(file).inspect();
  }

  private Inspection inspect() {
    if (!isElf()) {
      return Inspection.Foreign.NOT_ELF;
    }
    Optional<Target> target = Target.ofNumber(file.getShort(MACHINE_OFFSET));
    if (target.isEmpty()) {
      return Inspection.Foreign.UNKNOWN_MACHINE;
    }
    List<ProgramHeader> headers = programHeaders();
    if (headers.isEmpty() || !headers.stream().allMatch(this::isWithinFile)) {
      return Inspection.Foreign.TRUNCATED;
    }
    Optional<Note> note = headers.stream().flatMap(this::note).findFirst();
    return note.isPresent()
        ? new Inspection.Executable(target.get(), note.get(), segments(headers), file.limit())
        : Inspection.Foreign.NO_NOTE;
  }

  private boolean isElf() {
    byte[] ident = new byte[ElfFormat.IDENT.length];
    if (file.limit() < ElfFormat.HEADER_SIZE) {
      return false;
    }
    file.get(0, ident);
    return Arrays.equals(ident, ElfFormat.IDENT) && file.getShort(TYPE_OFFSET) == ElfFormat.ET_EXEC;
  }

  /** Empty where the file ends before the last one. */
  private List<ProgramHeader> programHeaders() {
    long start = file.getLong(PROGRAM_HEADERS_OFFSET);
    int count = Short.toUnsignedInt(file.getShort(PROGRAM_HEADER_COUNT_OFFSET));
    if (!isWithinFile(start, (long) count * ElfFormat.PROGRAM_HEADER_SIZE)) {
      return List.of();
    }
    List<ProgramHeader> headers = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int offset = (int) start + index * ElfFormat.PROGRAM_HEADER_SIZE;
      headers.add(ProgramHeader.read(file, offset));
    }
    return headers;
  }

  private boolean isWithinFile(ProgramHeader header) {
    return isWithinFile(header.offset(), header.fileSize());
  }

  private boolean isWithinFile(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= file.limit() && length <= file.limit() - offset;
  }

  private Stream<Note> note(ProgramHeader header) {
    if (header.type() != ElfFormat.PT_NOTE) {
      return Stream.empty();
    }
    ByteBuffer segment = file.slice((int) header.offset(), (int) header.fileSize());
    return NoteFormat.parse(segment.order(ByteOrder.LITTLE_ENDIAN)).stream();
  }

  private static List<Segment> segments(List<ProgramHeader> headers) {
    return headers.stream().flatMap(header -> header.segment().stream()).toList();
  }
}
