package dev.cdlc.runtime.archive;

import dev.cdlc.runtime.archive.TarEntry.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a sparse file belong, in each of the forms in which GNU tar writes it: its own
 * old one, and 0.0, 0.1 and 1.0 in pax headers. See "Storing Sparse Files" in its manual.
 */
final class SparseMap {
  private static final int OLD_SEGMENTS = 386;
  private static final int OLD_IN_HEADER = 4;
  private static final int OLD_HAS_MORE = 482;
  private static final int OLD_SIZE = 483;
  private static final int OLD_IN_EXTENSION = 21;
  private static final int OLD_EXTENSION_HAS_MORE = 504;
  private static final int OLD_NUMBER = 12;

  /** As many as a header of the greatest length that is read could have. */
  private static final int MOST_SEGMENTS = TarReader.MOST_HEADER / 4;

  private final InputStream in;
  private final List<Segment> segments = new ArrayList<>();
  private long end;

  SparseMap(InputStream in) {
    this.in = in;
  }

  /**
   * A map.
   *
   * @param size of the file, holes included
   * @param readOfContent how much of what counts as the entry's content was the map itself
   */
  record Found(long size, List<Segment> segments, long readOfContent) {}

  /** That of an entry, if it is sparse; where it stands in the content, it is read. */
  Optional<Found> of(TarHeader header, PaxRecords pax, long content) throws IOException {
    if (header.type() == 'S') {
      return Optional.of(old(header));
    }
    if (pax.get("GNU.sparse.major").isPresent()) {
      return Optional.of(inContent(pax, content));
    }
    if (pax.get("GNU.sparse.size").isPresent()) {
      return Optional.of(inRecords(pax));
    }
    return Optional.empty();
  }

  private Found old(TarHeader header) throws IOException {
    add(header, OLD_SEGMENTS, OLD_IN_HEADER);
    boolean more = header.has(OLD_HAS_MORE);
    while (more) {
      byte[] block = in.readNBytes(TarHeader.LENGTH);
      if (block.length < TarHeader.LENGTH) {
        throw TarHeader.damaged();
      }
      add(new TarHeader(block), 0, OLD_IN_EXTENSION);
      more = block[OLD_EXTENSION_HAS_MORE] != 0;
    }
    return found(header.number(OLD_SIZE, OLD_NUMBER), 0);
  }

  private void add(TarHeader block, int start, int count) throws ArchiveException {
    for (int i = 0; i < count; i++) {
      int at = start + 2 * i * OLD_NUMBER;
      if (!block.has(at)) {
        return;
      }
      add(block.number(at, OLD_NUMBER), block.number(at + OLD_NUMBER, OLD_NUMBER));
    }
  }

  private Found inRecords(PaxRecords pax) throws ArchiveException {
    List<String> numbers =
        pax.get("GNU.sparse.map")
            .map(map -> List.of(map.split(",")))
            .orElseGet(() -> pax.all("GNU.sparse.offset", "GNU.sparse.numbytes"));
    if (numbers.size() % 2 != 0) {
      throw TarHeader.damaged();
    }
    for (int i = 0; i < numbers.size(); i += 2) {
      add(PaxRecords.wholeNumber(numbers.get(i)), PaxRecords.wholeNumber(numbers.get(i + 1)));
    }
    return found(pax.number("GNU.sparse.size").orElseThrow(TarHeader::damaged), 0);
  }

  /** The map fills whole blocks, as does what follows it. */
  private Found inContent(PaxRecords pax, long content) throws IOException {
    var lines = new Lines(content);
    long count = lines.next();
    for (long i = 0; i < count; i++) {
      add(lines.next(), lines.next());
    }
    lines.finishBlock();
    return found(pax.number("GNU.sparse.realsize").orElseThrow(TarHeader::damaged), lines.read);
  }

  /** Numbers, each on a line of its own. */
  private final class Lines {
    private final long content;
    private long read;

    Lines(long content) {
      this.content = content;
    }

    long next() throws IOException {
      var digits = new StringBuilder();
      for (int octet = octet(); octet != '\n'; octet = octet()) {
        digits.append((char) octet);
        if (digits.length() > 20) {
          throw TarHeader.damaged();
        }
      }
      return PaxRecords.wholeNumber(digits.toString());
    }

    private int octet() throws IOException {
      int octet = read == content ? -1 : in.read();
      if (octet < 0) {
        throw TarHeader.damaged();
      }
      read++;
      return octet;
    }

    void finishBlock() throws IOException {
      while (read % TarHeader.LENGTH != 0) {
        octet();
      }
    }
  }

  private void add(long offset, long length) throws ArchiveException {
    if (offset < end || length < 0 || length > Long.MAX_VALUE - offset) {
      throw TarHeader.damaged();
    }
    if (segments.size() == MOST_SEGMENTS) {
      throw new ArchiveException(
          "one of its sparse files has more than %d parts".formatted(MOST_SEGMENTS));
    }
    end = offset + length;
    if (length > 0) {
      segments.add(new Segment(offset, length));
    }
  }

  private Found found(long size, long readOfContent) throws ArchiveException {
    if (size < end) {
      throw TarHeader.damaged();
    }
    return new Found(size, segments, readOfContent);
  }
}
