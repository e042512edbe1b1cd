package dev.cdlc.codegen.elf;

/**
 * A stretch of memory that the kernel maps from the executable.
 *
 * @param offset where its content starts in the file; the same as {@code address} modulo a page
 * @param fileSize how many bytes the file holds; the rest of {@code memorySize} is zero
 */
public record Segment(Access access, long offset, long address, long fileSize, long memorySize) {
  /** In bytes; the largest that a machine may have: AArch64 has pages of 4, 16 or 64 KiB. */
  public static final long PAGE = 0x1_0000;

  /** What a process may do with a segment, with the {@code p_flags} of elf.h that say so. */
  public enum Access {
    READ(4),
    READ_EXECUTE(5),
    READ_WRITE(6);

    private final int flags;

    Access(int flags) {
      this.flags = flags;
    }

    int flags() {
      return flags;
    }
  }
}
