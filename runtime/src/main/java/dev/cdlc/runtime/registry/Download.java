package dev.cdlc.runtime.registry;

import dev.cdlc.runtime.archive.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Fetches a blob into a file that has its name only once it is whole and verified. What there is of
 * it before, from a pull that was killed or a connection that broke, is not fetched again.
 */
final class Download {
  private static final int BUFFER = 128 * 1024;

  /** Connections that break one after the other, none of which brought anything. */
  private static final int MOST_FAILURES = 3;

  private final String host;
  private final Digest digest;
  private final long size;
  private final Source source;
  private final PullListener listener;

  /** Where it comes from. */
  interface Source {
    /** Its bytes, from one on if the status is 206, else all. */
    Registry.Reply open(long from) throws IOException;
  }

  Download(String host, Digest digest, long size, Source source, PullListener listener) {
    this.host = host;
    this.digest = digest;
    this.size = size;
    this.source = source;
    this.listener = listener;
  }

  /**
   * Fetches it.
   *
   * @throws RegistryException if it is not what its digest says, and then nothing of it is kept
   */
  void to(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    boolean resumed = Files.exists(part);
    fetch(part);
    Digest found = digest(part, digest);
    if (!found.equals(digest) && resumed) {
      // What was there may have been damaged.
      Files.delete(part);
      fetch(part);
      found = digest(part, digest);
    }
    if (!found.equals(digest)) {
      Files.delete(part);
      throw new RegistryException(
          "what the registry %s sends for %s is not that: it has the digest %s"
              .formatted(host, digest, found));
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** That of a file, by the algorithm of another. */
  static Digest digest(Path file, Digest algorithm) throws IOException {
    MessageDigest digest = algorithm.start();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return new Digest(algorithm.of(digest));
  }

  private void fetch(Path part) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.size() > size) {
        channel.truncate(0);
      }
      listener.step(channel.size());
      int failures = 0;
      while (channel.size() < size) {
        long before = channel.size();
        try {
          fetch(channel);
        } catch (RegistryException e) {
          throw e;
        } catch (IOException e) {
          failures = channel.size() > before ? 0 : failures + 1;
          if (failures == MOST_FAILURES) {
            throw new RegistryException(
                "the registry %s broke off after %d of %d bytes"
                    .formatted(host, channel.size(), size),
                e);
          }
        }
      }
      channel.force(true);
    }
  }

  private void fetch(FileChannel channel) throws IOException {
    try (Registry.Reply reply = source.open(channel.size());
        InputStream in = reply.body()) {
      if (channel.size() > 0 && !goesOn(reply, channel.size())) {
        listener.step(-channel.size());
        channel.truncate(0);
      }
      long at = channel.size();
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (at + count > size) {
          channel.truncate(0);
          throw new RegistryException(
              "what the registry %s sends for %s has more than its %d bytes"
                  .formatted(host, digest, size));
        }
        write(channel, ByteBuffer.wrap(buffer, 0, count), at);
        at += count;
        listener.step(count);
      }
      if (at < size) {
        throw new IOException("it was cut off");
      }
    }
  }

  private static boolean goesOn(Registry.Reply reply, long from) {
    return reply.status() == HttpURLConnection.HTTP_PARTIAL
        && reply
            .header("Content-Range")
            .filter(range -> range.startsWith("bytes %d-".formatted(from)))
            .isPresent();
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += channel.write(bytes, place);
    }
  }
}
