package dev.cdlc.runtime.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of a zstd stream without those that are to be skipped, which the decoder does not know
 * and images have (zstd:chunked ends in some): RFC 8878, 3.1.
 */
final class ZstdFrames extends InputStream {
  private static final int FRAME = 0xfd2f_b528;

  /** The last four bits may be any. */
  private static final int SKIPPABLE = 0x184d_2a50;

  private static final int[] DICTIONARY_ID_LENGTHS = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_LENGTHS = {0, 2, 4, 8};

  private static final int RLE_BLOCK = 1;

  private final InputStream in;
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private long rest;
  private Part next = Part.FRAME_HEADER;
  private boolean checksum;

  /** What a frame is made of. */
  private enum Part {
    FRAME_HEADER,
    BLOCK,
    CHECKSUM
  }

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int start, int most) throws IOException {
    while (!ready.hasRemaining() && rest == 0) {
      if (!advance()) {
        return -1;
      }
    }
    if (ready.hasRemaining()) {
      int count = Math.min(most, ready.remaining());
      ready.get(buffer, start, count);
      return count;
    }
    int count = in.read(buffer, start, (int) Math.min(most, rest));
    rest -= Math.max(0, count);
    return count;
  }

  /** Finds out what comes next; false at the end. */
  private boolean advance() throws IOException {
    switch (next) {
      case FRAME_HEADER -> {
        return advanceToFrame();
      }
      case BLOCK -> {
        take(3);
        int header = (ready.getShort(0) & 0xffff) | ((ready.get(2) & 0xff) << 16);
        next = (header & 1) == 0 ? Part.BLOCK : Part.CHECKSUM;
        rest = ((header >> 1) & 3) == RLE_BLOCK ? 1 : header >> 3;
      }
      case CHECKSUM -> {
        rest = checksum ? 4 : 0;
        next = Part.FRAME_HEADER;
      }
    }
    return true;
  }

  private boolean advanceToFrame() throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length == 0) {
      return false;
    }
    ready = ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN);
    int number = magic.length < 4 ? 0 : ready.getInt(0);
    if ((number & ~0xf) == SKIPPABLE) {
      take(4);
      in.skipNBytes(Integer.toUnsignedLong(ready.getInt()));
    } else if (number == FRAME) {
      takeFrameHeader(magic);
    } else {
      // The decoder says what is wrong with it.
      rest = Long.MAX_VALUE;
    }
    return true;
  }

  private void takeFrameHeader(byte[] magic) throws IOException {
    take(1);
    int descriptor = ready.get(0) & 0xff;
    boolean single = (descriptor & 0x20) != 0;
    int sizeFlag = descriptor >> 6;
    checksum = (descriptor & 4) != 0;
    rest =
        (single ? 0L : 1L)
            + DICTIONARY_ID_LENGTHS[descriptor & 3]
            + (single && sizeFlag == 0 ? 1 : CONTENT_SIZE_LENGTHS[sizeFlag]);
    next = Part.BLOCK;
    ready = ByteBuffer.allocate(magic.length + 1).put(magic).put((byte) descriptor).flip();
  }

  private void take(int count) throws IOException {
    byte[] taken = in.readNBytes(count);
    if (taken.length < count) {
      throw new EOFException("it was cut off");
    }
    ready = ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
