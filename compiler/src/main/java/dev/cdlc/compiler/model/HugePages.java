package dev.cdlc.compiler.model;

/**
 * {@code hugepages}: the most bytes in pages of one size, and a multiple of it.
 *
 * @param pageBytes a power of two
 */
public record HugePages(long pageBytes, long limitBytes) {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /** The size as files of cgroups and config-linux.md write it: 2MB is 2 to the 21st bytes. */
  public String pageSize() {
    if (pageBytes >= GIB) {
      return pageBytes / GIB + "GB";
    }
    return pageBytes >= MIB ? pageBytes / MIB + "MB" : pageBytes / KIB + "KB";
  }
}
