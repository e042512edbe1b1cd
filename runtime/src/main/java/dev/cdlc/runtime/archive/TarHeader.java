package dev.cdlc.runtime.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One header block of an archive: ustar as POSIX has it, the older form, and GNU's; see tar(5) of
 * libarchive, and pax(1).
 */
final class TarHeader {
  static final int LENGTH = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int MAGIC = 257;

  private static final byte[] POSIX = {'u', 's', 't', 'a', 'r', 0};

  /** Of a number that is not written in octal digits, but in binary. */
  private static final int BINARY = 0x80;

  private final byte[] block;

  /**
   * A header.
   *
   * @param block of {@link #LENGTH} bytes
   */
  TarHeader(byte[] block) {
    this.block = block;
  }

  /** Whether there is anything at a place. */
  boolean has(int at) {
    return block[at] != 0;
  }

  boolean isEnd() {
    for (byte octet : block) {
      if (octet != 0) {
        return false;
      }
    }
    return true;
  }

  /** Old programs added up signed bytes. */
  boolean hasRightChecksum() throws ArchiveException {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < LENGTH; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      int octet = own ? ' ' : block[i];
      unsigned += octet & 0xff;
      signed += octet;
    }
    long said = number(CHECKSUM, CHECKSUM_LENGTH);
    return said == unsigned || said == signed;
  }

  char type() {
    return (char) (block[156] & 0xff);
  }

  String name() {
    String name = text(0, 100);
    String prefix = isPosix() ? text(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  String linkName() {
    return text(157, 100);
  }

  long mode() throws ArchiveException {
    return number(100, 8);
  }

  long uid() throws ArchiveException {
    return number(108, 8);
  }

  long gid() throws ArchiveException {
    return number(116, 8);
  }

  long size() throws ArchiveException {
    return number(124, 12);
  }

  long seconds() throws ArchiveException {
    return number(136, 12);
  }

  /** The old form has none. */
  int major() throws ArchiveException {
    return device(329);
  }

  int minor() throws ArchiveException {
    return device(337);
  }

  private int device(int at) throws ArchiveException {
    long number = number(at, 8);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw damaged();
    }
    return (int) number;
  }

  private boolean isPosix() {
    return Arrays.equals(block, MAGIC, MAGIC + POSIX.length, POSIX, 0, POSIX.length);
  }

  private String text(int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.ISO_8859_1);
  }

  /**
   * Octal digits with blanks around them, or a big-endian number behind a byte with its top bit.
   */
  long number(int at, int length) throws ArchiveException {
    if ((block[at] & BINARY) != 0) {
      return binary(at, length);
    }
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    int start = at;
    while (start < end && isBlank(block[start])) {
      start++;
    }
    while (start < end && isBlank(block[end - 1])) {
      end--;
    }
    return octal(start, end);
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || (octet >= '\t' && octet <= '\r');
  }

  /** At most twelve digits, and so no overflow. */
  private long octal(int start, int end) throws ArchiveException {
    long number = 0;
    for (int i = start; i < end; i++) {
      if (block[i] < '0' || block[i] > '7') {
        throw damaged();
      }
      number = 8 * number + block[i] - '0';
    }
    return number;
  }

  private long binary(int at, int length) throws ArchiveException {
    boolean negative = (block[at] & 0x40) != 0;
    long number = negative ? block[at] : block[at] & 0x3f;
    for (int i = at + 1; i < at + length; i++) {
      if (number > Long.MAX_VALUE >> Byte.SIZE || number < Long.MIN_VALUE >> Byte.SIZE) {
        throw damaged();
      }
      number = (number << Byte.SIZE) | (block[i] & 0xff);
    }
    return number;
  }

  static ArchiveException damaged() {
    return new ArchiveException("it is damaged, or no tar archive");
  }
}
