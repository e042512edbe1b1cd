package dev.cdlc.codegen.elf;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** An {@code Elf64_Phdr} of elf(5), without what is always the same. */
record ProgramHeader(
    int type, int flags, long offset, long address, long fileSize, long memorySize, long align) {

  static ProgramHeader load(Segment segment) {
    return new ProgramHeader(
        ElfFormat.PT_LOAD,
        segment.access().flags(),
        segment.offset(),
        segment.address(),
        segment.fileSize(),
        segment.memorySize(),
        Segment.PAGE);
  }

  static ProgramHeader read(ByteBuffer file, int start) {
    ByteBuffer header = file.slice(start, ElfFormat.PROGRAM_HEADER_SIZE).order(file.order());
    int type = header.getInt();
    int flags = header.getInt();
    long offset = header.getLong();
    long address = header.getLong();
    header.getLong(); // p_paddr
    return new ProgramHeader(
        type, flags, offset, address, header.getLong(), header.getLong(), header.getLong());
  }

  void write(ByteBuffer file) {
    file.putInt(type).putInt(flags).putLong(offset).putLong(address).putLong(address);
    file.putLong(fileSize).putLong(memorySize).putLong(align);
  }

  /** Empty unless the kernel maps it with one of the accesses that our executables have. */
  Optional<Segment> segment() {
    return Stream.of(Segment.Access.values())
        .filter(access -> type == ElfFormat.PT_LOAD && access.flags() == flags)
        .map(access -> new Segment(access, offset, address, fileSize, memorySize))
        .findFirst();
  }
}
