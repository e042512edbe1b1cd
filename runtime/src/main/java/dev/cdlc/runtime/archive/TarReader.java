package dev.cdlc.runtime.archive;

import dev.cdlc.runtime.archive.TarEntry.Kind;
import dev.cdlc.runtime.archive.TarEntry.Segment;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tar archive from its beginning to its end: POSIX ustar and pax, and what GNU tar writes,
 * sparse files included. Headers of whatever length the archive says are refused beyond {@link
 * #MOST_HEADER}.
 */
public final class TarReader {
  /** Far more than names and extended attributes need, in bytes. */
  static final int MOST_HEADER = 1 << 20;

  /** A path of more than PATH_MAX bytes is none; see linux/limits.h. */
  private static final int MOST_NAME = 4096;

  private static final long MOST_ID = 0xffff_fffeL;
  private static final long NANOSECONDS_DIGITS = 9;

  private final InputStream in;
  private PaxRecords global = PaxRecords.none();
  private long remaining;
  private long padding;

  public TarReader(InputStream in) {
    this.in = in;
  }

  /** What stands before an entry, and is about it. */
  private static final class Prologue {
    private PaxRecords pax = PaxRecords.none();
    private Optional<String> name = Optional.empty();
    private Optional<String> linkName = Optional.empty();
  }

  /**
   * The next entry; what was not read of the one before is passed over.
   *
   * @return empty at the end, which is read to the last byte
   * @throws ArchiveException if it is no archive, or a damaged one
   */
  public Optional<TarEntry> next() throws IOException {
    var prologue = new Prologue();
    while (true) {
      skip(remaining + padding);
      Optional<TarHeader> header = header();
      if (header.isEmpty()) {
        return Optional.empty();
      }
      begin(header.get().size());
      switch (header.get().type()) {
        case 'x', 'X' -> prologue.pax = PaxRecords.none().read(wholeHeader());
        // One takes the place of the one before, so that they cannot pile up.
        case 'g' -> global = PaxRecords.none().read(wholeHeader());
        case 'L' -> prologue.name = Optional.of(longName());
        case 'K' -> prologue.linkName = Optional.of(longName());
        // The name of a volume.
        case 'V' -> {}
        default -> {
          return Optional.of(entry(header.get(), prologue));
        }
      }
    }
  }

  /**
   * Reads what the archive has of a regular file, which are its segments one after the other.
   *
   * @return -1 at the end of the entry
   */
  public int read(byte[] buffer, int start, int most) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    int count = in.read(buffer, start, (int) Math.min(most, remaining));
    if (count < 0) {
      throw cutOff();
    }
    remaining -= count;
    return count;
  }

  private Optional<TarHeader> header() throws IOException {
    var block = new byte[TarHeader.LENGTH];
    int length = in.readNBytes(block, 0, TarHeader.LENGTH);
    if (length == 0) {
      return Optional.empty();
    }
    if (length < TarHeader.LENGTH) {
      throw cutOff();
    }
    var header = new TarHeader(block);
    if (header.isEnd()) {
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    }
    if (!header.hasRightChecksum()) {
      throw TarHeader.damaged();
    }
    return Optional.of(header);
  }

  private void begin(long size) throws ArchiveException {
    if (size < 0 || size > Long.MAX_VALUE - TarHeader.LENGTH) {
      throw TarHeader.damaged();
    }
    remaining = size;
    padding = -size & (TarHeader.LENGTH - 1);
  }

  private TarEntry entry(TarHeader header, Prologue prologue) throws IOException {
    PaxRecords pax = prologue.pax.over(global);
    Optional<Long> size = pax.number("size");
    if (size.isPresent()) {
      begin(size.get());
    }
    String name =
        prologue.name.orElse(
            pax.get("GNU.sparse.name").or(() -> pax.get("path")).orElse(header.name()));
    String linkName = prologue.linkName.orElse(pax.get("linkpath").orElse(header.linkName()));
    insistOnName(name);
    insistOnName(linkName);
    Time time = time(header, pax);
    return new TarEntry(
        name,
        kind(header, pax, name, linkName),
        (int) (header.mode() & 07777),
        id(pax.number("uid").orElse(header.uid())),
        id(pax.number("gid").orElse(header.gid())),
        time.seconds(),
        time.nanoseconds(),
        pax.xattrs());
  }

  private Kind kind(TarHeader header, PaxRecords pax, String name, String linkName)
      throws IOException {
    return switch (header.type()) {
      case '0', 0, '7' ->
          // In the oldest form, the name alone tells a folder.
          name.endsWith("/") ? folder() : regular(header, pax);
      case 'S' -> regular(header, pax);
      case '1' -> new TarEntry.HardLink(linkName);
      case '2' -> new TarEntry.SymbolicLink(linkName);
      case '3' ->
          new TarEntry.Device(TarEntry.Device.Type.CHARACTER, header.major(), header.minor());
      case '4' -> new TarEntry.Device(TarEntry.Device.Type.BLOCK, header.major(), header.minor());
      case '5', 'D' -> folder();
      case '6' -> new TarEntry.Fifo();
      default ->
          throw new ArchiveException(
              "its entry `%s` is of the unknown kind `%s`"
                  .formatted(
                      TarEntry.readable(name),
                      TarEntry.readable(Character.toString(header.type()))));
    };
  }

  private static Kind folder() {
    return new TarEntry.Folder();
  }

  private Kind regular(TarHeader header, PaxRecords pax) throws IOException {
    var sparse = new SparseMap(in);
    Optional<SparseMap.Found> map = sparse.of(header, pax, remaining);
    if (map.isEmpty()) {
      return new TarEntry.Regular(
          remaining, remaining == 0 ? List.of() : List.of(new Segment(0, remaining)));
    }
    remaining -= map.get().readOfContent();
    long there = map.get().segments().stream().mapToLong(Segment::length).sum();
    if (there != remaining) {
      throw TarHeader.damaged();
    }
    return new TarEntry.Regular(map.get().size(), map.get().segments());
  }

  private record Time(long seconds, int nanoseconds) {}

  /** Decimal, with a sign and a fraction, as in {@code -1.5}. */
  private static Time time(TarHeader header, PaxRecords pax) throws ArchiveException {
    Optional<String> said = pax.get("mtime");
    if (said.isEmpty()) {
      return new Time(header.seconds(), 0);
    }
    boolean negative = said.get().startsWith("-");
    String[] parts = (negative ? said.get().substring(1) : said.get()).split("\\.", 2);
    long seconds = PaxRecords.wholeNumber(parts[0]);
    int nanoseconds = parts.length == 2 ? nanoseconds(parts[1]) : 0;
    if (!negative) {
      return new Time(seconds, nanoseconds);
    }
    return nanoseconds == 0
        ? new Time(-seconds, 0)
        : new Time(-seconds - 1, 1_000_000_000 - nanoseconds);
  }

  private static int nanoseconds(String fraction) throws ArchiveException {
    String digits = (fraction + "0".repeat((int) NANOSECONDS_DIGITS));
    return (int) PaxRecords.wholeNumber(digits.substring(0, (int) NANOSECONDS_DIGITS));
  }

  private static long id(long id) throws ArchiveException {
    if (id < 0 || id > MOST_ID) {
      throw new ArchiveException("it gives a file to the user or group %d".formatted(id));
    }
    return id;
  }

  private static void insistOnName(String name) throws ArchiveException {
    if (name.length() >= MOST_NAME || name.indexOf('\0') >= 0) {
      throw new ArchiveException(
          "the name of its entry `%s` is no path".formatted(TarEntry.readable(name)));
    }
  }

  private String longName() throws IOException {
    String name = new String(wholeHeader(), StandardCharsets.ISO_8859_1);
    int end = name.indexOf('\0');
    return end < 0 ? name : name.substring(0, end);
  }

  private byte[] wholeHeader() throws IOException {
    if (remaining > MOST_HEADER) {
      throw new ArchiveException(
          "one of its headers has %d bytes, and at most %d are read"
              .formatted(remaining, MOST_HEADER));
    }
    byte[] header = in.readNBytes((int) remaining);
    if (header.length < remaining) {
      throw cutOff();
    }
    remaining = 0;
    return header;
  }

  private void skip(long count) throws IOException {
    try {
      in.skipNBytes(count);
    } catch (EOFException e) {
      throw cutOff();
    }
    remaining = 0;
    padding = 0;
  }

  private static ArchiveException cutOff() {
    return new ArchiveException("it ends in the middle: it was cut off");
  }
}
