package dev.cdlc.runtime.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A stream that another thread reads a little ahead, so that decompressing and writing take place
 * at the same time.
 */
public final class ReadAhead extends InputStream {
  private static final int CHUNK = 256 * 1024;
  private static final int MOST_CHUNKS = 8;

  private final BlockingQueue<Chunk> ahead = new ArrayBlockingQueue<>(MOST_CHUNKS);

  /** What has been read, to be filled again. */
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(MOST_CHUNKS + 2);

  private final Thread reader;
  private Chunk current = new Chunk.Bytes(ByteBuffer.allocate(0));

  /** What the other thread found. */
  private sealed interface Chunk {
    record Bytes(ByteBuffer content) implements Chunk {}

    record End() implements Chunk {}

    record Failure(IOException reason) implements Chunk {}
  }

  /** How the stream is opened, by the other thread. */
  public interface Opening {
    InputStream open() throws IOException;
  }

  public ReadAhead(Opening opening) {
    reader = Thread.ofPlatform().daemon().name("read-ahead").start(() -> readAll(opening));
  }

  private void readAll(Opening opening) {
    try {
      ahead.put(outcome(opening));
    } catch (InterruptedException e) {
      // Whoever read it has closed it.
      Thread.currentThread().interrupt();
    }
  }

  private Chunk outcome(Opening opening) throws InterruptedException {
    try (InputStream in = opening.open()) {
      byte[] buffer = buffer();
      int count = in.readNBytes(buffer, 0, CHUNK);
      while (count > 0) {
        ahead.put(new Chunk.Bytes(ByteBuffer.wrap(buffer, 0, count)));
        buffer = buffer();
        count = in.readNBytes(buffer, 0, CHUNK);
      }
      return new Chunk.End();
    } catch (IOException e) {
      return new Chunk.Failure(e);
    } catch (RuntimeException e) {
      // Decoders meet damage that they did not look for.
      return new Chunk.Failure(new IOException("it is damaged", e));
    }
  }

  private byte[] buffer() {
    byte[] used = free.poll();
    return used == null ? new byte[CHUNK] : used;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int start, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    while (true) {
      switch (current) {
        case Chunk.Bytes(ByteBuffer content) when content.hasRemaining() -> {
          int count = Math.min(most, content.remaining());
          content.get(buffer, start, count);
          return count;
        }
        case Chunk.Bytes _ -> take();
        case Chunk.End() -> {
          return -1;
        }
        case Chunk.Failure(IOException reason) -> throw reason;
      }
    }
  }

  private void take() throws IOException {
    if (current instanceof Chunk.Bytes(ByteBuffer content)
        && content.capacity() == CHUNK
        && content.arrayOffset() == 0) {
      boolean kept = free.offer(content.array());
      assert kept : "there are no more chunks than there is room for";
    }
    try {
      current = ahead.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Ends the other thread, wherever it is. */
  @Override
  public void close() throws IOException {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
