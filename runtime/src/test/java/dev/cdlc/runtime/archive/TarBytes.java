package dev.cdlc.runtime.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An archive that is put together by hand, as no tar(1) would. */
public final class TarBytes {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int mode = 0644;
  private long uid;
  private long gid;
  private long mtime = 1_000_000_000;
  private int major;
  private int minor;

  /** Of the entries that follow. */
  public TarBytes mode(int bits) {
    mode = bits;
    return this;
  }

  /** Of the entries that follow. */
  public TarBytes owner(long user, long group) {
    uid = user;
    gid = group;
    return this;
  }

  /** Of the entries that follow. */
  public TarBytes mtime(long seconds) {
    mtime = seconds;
    return this;
  }

  public TarBytes file(String name, String content) {
    return entry('0', name, "", bytes(content));
  }

  public TarBytes folder(String name) {
    int before = mode;
    return mode(before == 0644 ? 0755 : before).entry('5', name, "", new byte[0]).mode(before);
  }

  public TarBytes symlink(String name, String target) {
    return entry('2', name, target, new byte[0]);
  }

  public TarBytes hardLink(String name, String target) {
    return entry('1', name, target, new byte[0]);
  }

  public TarBytes fifo(String name) {
    return entry('6', name, "", new byte[0]);
  }

  public TarBytes device(char type, String name, int number, int second) {
    major = number;
    minor = second;
    entry(type, name, "", new byte[0]);
    major = 0;
    minor = 0;
    return this;
  }

  /** What the next entry has besides its header. */
  public TarBytes pax(String... fields) {
    return entry('x', "pax", "", records(fields));
  }

  /** What all entries that follow have. */
  public TarBytes globalPax(String... fields) {
    return entry('g', "pax", "", records(fields));
  }

  private static byte[] records(String... fields) {
    var all = new StringBuilder();
    for (String field : fields) {
      int length = field.length() + 3;
      while (Integer.toString(length).length() + field.length() + 2 != length) {
        length++;
      }
      all.append(length).append(' ').append(field).append('\n');
    }
    return bytes(all.toString());
  }

  public TarBytes entry(char type, String name, String link, byte[] content) {
    return header(type, name, link, content.length, block -> {}).raw(content);
  }

  /** What a header has that no other has. */
  public interface Change {
    void apply(byte[] block);
  }

  public TarBytes header(char type, String name, String link, long size, Change change) {
    byte[] block = new byte[BLOCK];
    put(block, 0, bytes(name));
    number(block, 100, 8, mode);
    number(block, 108, 8, uid);
    number(block, 116, 8, gid);
    number(block, 124, 12, size);
    number(block, 136, 12, mtime);
    block[156] = (byte) type;
    put(block, 157, bytes(link));
    put(block, 257, bytes("ustar\00000"));
    number(block, 329, 8, major);
    number(block, 337, 8, minor);
    change.apply(block);
    sum(block);
    out.writeBytes(block);
    return this;
  }

  private static void sum(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte octet : block) {
      sum += octet & 0xff;
    }
    put(block, 148, bytes("%06o\0".formatted(sum)));
  }

  /** Content, or whatever else, filled up to a whole block. */
  public TarBytes raw(byte[] content) {
    out.writeBytes(content);
    out.writeBytes(new byte[-content.length & (BLOCK - 1)]);
    return this;
  }

  /** Octal where that is enough, else binary, as GNU tar does it. */
  static void number(byte[] block, int at, int length, long number) {
    String digits = Long.toOctalString(number);
    if (number >= 0 && digits.length() < length) {
      put(block, at, bytes("0".repeat(length - 1 - digits.length()) + digits));
      return;
    }
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      block[at + i] = (byte) (shift < Long.SIZE ? number >> shift : number >> 63);
    }
    block[at] |= (byte) 0x80;
  }

  static void put(byte[] block, int at, byte[] text) {
    System.arraycopy(text, 0, block, at, text.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** With the end that tar(1) writes. */
  public byte[] bytes() {
    byte[] all = out.toByteArray();
    return Arrays.copyOf(all, all.length + 2 * BLOCK);
  }

  /** Without it. */
  byte[] unended() {
    return out.toByteArray();
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }
}
