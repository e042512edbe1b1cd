package dev.cdlc.runtime.archive;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an archive says of one file. Names are bytes, one character for each (ISO 8859-1), as the
 * archive has them: nothing is known of where they lead.
 *
 * @param mode the permission bits, 0 to 07777
 * @param seconds when it was modified last, since the Epoch
 * @param nanoseconds 0 to 999,999,999
 * @param xattrs extended attributes, by name
 */
public record TarEntry(
    String name,
    Kind kind,
    int mode,
    long uid,
    long gid,
    long seconds,
    int nanoseconds,
    SortedMap<String, byte[]> xattrs) {
  public TarEntry {
    xattrs =
        xattrs.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
  }

  /** What kind of file it is. */
  public sealed interface Kind {}

  /**
   * A regular file.
   *
   * @param size in bytes, holes included
   * @param segments where what the archive has of it belongs, in order; what lies between them are
   *     holes
   */
  public record Regular(long size, List<Segment> segments) implements Kind {
    public Regular {
      segments = List.copyOf(segments);
    }
  }

  /** A part of a file that the archive has. */
  public record Segment(long offset, long length) {}

  /** Another name of a file that came before. */
  public record HardLink(String target) implements Kind {}

  /** A symbolic link. */
  public record SymbolicLink(String target) implements Kind {}

  /** A folder. */
  public record Folder() implements Kind {}

  /** A named pipe. */
  public record Fifo() implements Kind {}

  /** A device node. */
  public record Device(Type type, int major, int minor) implements Kind {
    /** How it is read and written. */
    public enum Type {
      CHARACTER,
      BLOCK
    }
  }

  /** A name as people read it. */
  public static String readable(String name) {
    String text = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > MOST_SHOWN ? printable.substring(0, MOST_SHOWN) + "…" : printable;
  }

  private static final int MOST_SHOWN = 200;
}
