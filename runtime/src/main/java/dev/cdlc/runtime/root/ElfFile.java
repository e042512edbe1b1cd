package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an ELF file says of how it is linked when it starts, see elf(5).
 *
 * @param abi what two files have in common that can be linked
 * @param interpreter the dynamic loader, of programs
 * @param needed the names of the libraries that it is linked with, in their order
 * @param rpath DT_RPATH: where to look for its libraries and for theirs
 * @param runpath DT_RUNPATH: where to look for its libraries
 */
record ElfFile(
    Abi abi,
    Optional<String> interpreter,
    List<String> needed,
    List<String> rpath,
    List<String> runpath) {
  private static final int MAGIC = 0x7f45_4c46;
  private static final int IDENT_LENGTH = 16;
  private static final int LONGEST_HEADER = 64;

  /** More than any linker writes; what says more is damaged. */
  private static final int LONGEST_TABLE = 16 << 20;

  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;

  private static final long DT_NEEDED = 1;
  private static final long DT_STRTAB = 5;
  private static final long DT_RPATH = 15;
  private static final long DT_RUNPATH = 29;

  ElfFile {
    needed = List.copyOf(needed);
    rpath = List.copyOf(rpath);
    runpath = List.copyOf(runpath);
  }

  /**
   * The machine code that a file holds.
   *
   * @param wide whether it is of class ELFCLASS64, else ELFCLASS32
   * @param machine {@code e_machine}, as in elf.h
   */
  record Abi(boolean wide, ByteOrder order, int machine) {}

  /**
   * Reads a file; empty if it is not ELF.
   *
   * @throws IOException if it cannot be read, or is damaged
   */
  static Optional<ElfFile> read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return isElf(file) ? Optional.of(new Reader(file).file()) : Optional.empty();
    }
  }

  private static boolean isElf(FileChannel file) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(Integer.BYTES);
    return file.read(magic, 0) == Integer.BYTES && magic.flip().getInt() == MAGIC;
  }

  /** Reads the parts of one file, in its own byte order and width. */
  private static final class Reader {
    private final FileChannel file;
    private final Abi abi;
    private final ByteBuffer header;

    Reader(FileChannel file) throws IOException {
      this.file = file;
      byte[] ident = ByteBuffer.allocate(IDENT_LENGTH).array();
      ByteBuffer start = ByteBuffer.wrap(ident);
      file.read(start, 0);
      ByteOrder order = ident[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      boolean wide = ident[4] == 2;
      this.header = bytes(0, wide ? LONGEST_HEADER : 52, order);
      this.abi = new Abi(wide, order, header.getChar(18));
    }

    ElfFile file() throws IOException {
      List<Segment> segments = segments();
      List<Entry> dynamic = dynamic(segments);
      Strings strings = strings(dynamic, segments);
      return new ElfFile(
          abi,
          interpreter(segments),
          strings.all(dynamic, DT_NEEDED),
          folders(strings.all(dynamic, DT_RPATH)),
          folders(strings.all(dynamic, DT_RUNPATH)));
    }

    private List<Segment> segments() throws IOException {
      long at = word(header, abi.wide() ? 32 : 28);
      int length = header.getChar(abi.wide() ? 54 : 42);
      int count = header.getChar(abi.wide() ? 56 : 44);
      if (count > 0 && length < (abi.wide() ? 56 : 32)) {
        throw damaged();
      }
      ByteBuffer table = bytes(at, (long) length * count, abi.order());
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        segments.add(segment(table, i * length));
      }
      return segments;
    }

    private Segment segment(ByteBuffer table, int at) {
      int type = table.getInt(at);
      return abi.wide()
          ? new Segment(type, table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32))
          : new Segment(type, word(table, at + 4), word(table, at + 8), word(table, at + 16));
    }

    private Optional<String> interpreter(List<Segment> segments) throws IOException {
      Optional<Segment> segment = first(segments, PT_INTERP);
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          string(bytes(segment.get().offset(), segment.get().length(), abi.order()), 0));
    }

    private List<Entry> dynamic(List<Segment> segments) throws IOException {
      List<Entry> entries = new ArrayList<>();
      Optional<Segment> segment = first(segments, PT_DYNAMIC);
      if (segment.isPresent()) {
        ByteBuffer table = bytes(segment.get().offset(), segment.get().length(), abi.order());
        int size = abi.wide() ? Long.BYTES : Integer.BYTES;
        for (int at = 0; at + 2 * size <= table.limit() && word(table, at) != 0; at += 2 * size) {
          entries.add(new Entry(word(table, at), word(table, at + size)));
        }
      }
      return entries;
    }

    /** The string table stands in the file where the segment is that has its address. */
    private Strings strings(List<Entry> dynamic, List<Segment> segments) throws IOException {
      OptionalLong address =
          dynamic.stream()
              .filter(entry -> entry.tag() == DT_STRTAB)
              .mapToLong(Entry::value)
              .findFirst();
      if (address.isEmpty()) {
        return new Strings(ByteBuffer.allocate(0));
      }
      Segment holder =
          segments.stream()
              .filter(segment -> segment.type() == PT_LOAD && segment.has(address.getAsLong()))
              .findFirst()
              .orElseThrow(Reader::damaged);
      long skipped = address.getAsLong() - holder.address();
      long length = Math.min(holder.length() - skipped, LONGEST_TABLE);
      return new Strings(bytes(holder.offset() + skipped, length, abi.order()));
    }

    private long word(ByteBuffer buffer, int at) {
      return abi.wide() ? buffer.getLong(at) : Integer.toUnsignedLong(buffer.getInt(at));
    }

    private ByteBuffer bytes(long at, long length, ByteOrder order) throws IOException {
      if (at < 0 || length < 0 || length > LONGEST_TABLE || at > file.size() - length) {
        throw damaged();
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(order);
      while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {
        // Until all is there.
      }
      return bytes.flip();
    }

    private static Optional<Segment> first(List<Segment> segments, int type) {
      return segments.stream().filter(segment -> segment.type() == type).findFirst();
    }

    private static List<String> folders(List<String> paths) {
      return paths.stream()
          .flatMap(path -> List.of(path.split(":")).stream())
          .filter(folder -> !folder.isEmpty())
          .toList();
    }

    private static IOException damaged() {
      return new IOException("its ELF headers are damaged");
    }
  }

  private record Segment(int type, long offset, long address, long length) {
    boolean has(long place) {
      return place >= address && place - address < length;
    }
  }

  private record Entry(long tag, long value) {}

  /** The table that names stand in, each ended by a zero. */
  private record Strings(ByteBuffer table) {
    List<String> all(List<Entry> dynamic, long tag) throws IOException {
      List<String> found = new ArrayList<>();
      for (Entry entry : dynamic) {
        if (entry.tag() == tag) {
          found.add(string(table, entry.value()));
        }
      }
      return found;
    }
  }

  private static String string(ByteBuffer table, long start) throws IOException {
    long end = start;
    while (end >= 0 && end < table.limit() && table.get((int) end) != 0) {
      end++;
    }
    if (start < 0 || end >= table.limit()) {
      throw Reader.damaged();
    }
    byte[] text = new byte[(int) (end - start)];
    table.get((int) start, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
