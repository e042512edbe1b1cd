package dev.cdlc.codegen.elf;

/** Numbers of elf.h, as far as a static 64-bit little-endian executable needs them. */
final class ElfFormat {
  static final int IDENT_SIZE = 16;
  static final short HEADER_SIZE = 64;
  static final short PROGRAM_HEADER_SIZE = 56;
  static final short ET_EXEC = 2;
  static final int EV_CURRENT = 1;
  static final int PT_LOAD = 1;
  static final int PT_NOTE = 4;
  static final int PT_GNU_STACK = 0x6474e551;

  /** Magic, ELFCLASS64, ELFDATA2LSB, EV_CURRENT; ELFOSABI_SYSV and padding are zero. */
  static final byte[] IDENT = {0x7f, 'E', 'L', 'F', 2, 1, 1};

  private ElfFormat() {}
}
