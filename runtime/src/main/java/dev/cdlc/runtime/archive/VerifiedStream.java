package dev.cdlc.runtime.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.OptionalLong;

/**
 * A stream whose end is there only if all before it had the size and the digest that were promised:
 * else its last read fails.
 */
public final class VerifiedStream extends FilterInputStream {
  private final String what;
  private final Digest promised;
  private final OptionalLong size;
  private final MessageDigest digest;
  private long read;
  private boolean finished;

  /**
   * A stream.
   *
   * @param what it is, for who reads why it is refused
   * @param size in bytes, if it is promised
   */
  public VerifiedStream(InputStream in, String what, Digest promised, OptionalLong size) {
    super(in);
    this.what = what;
    this.promised = promised;
    this.size = size;
    this.digest = promised.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int start, int most) throws IOException {
    int count = in.read(buffer, start, most);
    if (count > 0) {
      digest.update(buffer, start, count);
      read += count;
      if (size.isPresent() && read > size.getAsLong()) {
        throw broken("has more than its %d bytes".formatted(size.getAsLong()));
      }
    } else if (count < 0 && !finished) {
      finished = true;
      verify();
    }
    return count;
  }

  private void verify() throws ArchiveException {
    if (size.isPresent() && read < size.getAsLong()) {
      throw broken("has %d bytes, and should have %d".formatted(read, size.getAsLong()));
    }
    String found = promised.of(digest);
    if (!found.equals(promised.text())) {
      throw broken("has the digest " + found);
    }
  }

  private ArchiveException broken(String how) {
    return new ArchiveException("%s is not %s: it %s".formatted(what, promised, how));
  }

  /** Only what was read counts. */
  @Override
  public long skip(long count) throws IOException {
    byte[] passed = new byte[(int) Math.min(count, 64 * 1024)];
    return passed.length == 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
