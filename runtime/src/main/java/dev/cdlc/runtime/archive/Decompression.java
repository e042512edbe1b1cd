package dev.cdlc.runtime.archive;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Finds out by the first bytes of a stream how it is compressed, and gives what it holds. */
public final class Decompression {
  private static final int BUFFER = 256 * 1024;

  /** The longest of the beginnings below. */
  private static final int MAGIC = 6;

  private static final int[] GZIP = {0x1f, 0x8b};
  private static final int[] ZSTD = {0x28, 0xb5, 0x2f, 0xfd};
  private static final int[] XZ = {0xfd, '7', 'z', 'X', 'Z', 0};
  private static final int[] BZIP2 = {'B', 'Z', 'h'};

  /** More than `xz -9` needs, in KiB. */
  private static final int MOST_XZ_MEMORY = 128 * 1024;

  private Decompression() {}

  /**
   * What a stream holds: itself, if it is not compressed.
   *
   * @throws ArchiveException for a compression that is not read
   */
  public static InputStream of(InputStream compressed) throws IOException {
    var in = new BufferedInputStream(compressed, BUFFER);
    byte[] start = start(in);
    if (begins(start, GZIP)) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (begins(start, ZSTD)) {
      return new Zstd(in);
    }
    if (begins(start, XZ)) {
      return new XZInputStream(in, MOST_XZ_MEMORY);
    }
    if (begins(start, BZIP2)) {
      throw new ArchiveException(
          "it is compressed by bzip2, which is not read: gzip, xz and zstd are");
    }
    return in;
  }

  /** Whether a stream begins as one that is compressed; it is not read by that. */
  public static boolean isCompressed(BufferedInputStream in) throws IOException {
    byte[] start = start(in);
    return begins(start, GZIP) || begins(start, ZSTD) || begins(start, XZ) || begins(start, BZIP2);
  }

  private static byte[] start(BufferedInputStream in) throws IOException {
    in.mark(MAGIC);
    byte[] start = in.readNBytes(MAGIC);
    in.reset();
    return start;
  }

  private static boolean begins(byte[] start, int[] magic) {
    return start.length >= magic.length
        && IntStream.range(0, magic.length).allMatch(i -> (start[i] & 0xff) == magic[i]);
  }

  /** A decoder that tells of damage by an IOException, as all streams do. */
  private static final class Zstd extends InputStream {
    private final InputStream in;

    Zstd(InputStream in) {
      this.in = new ZstdInputStream(new ZstdFrames(in));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int most) throws IOException {
      try {
        return in.read(buffer, start, most);
      } catch (MalformedInputException e) {
        throw new ArchiveException("its zstd compression cannot be undone: " + e.getMessage());
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
