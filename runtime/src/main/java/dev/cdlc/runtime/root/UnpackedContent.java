package dev.cdlc.runtime.root;

import dev.cdlc.runtime.archive.ReadAhead;
import dev.cdlc.runtime.archive.TarReader;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The files of archives, unpacked one over the other. */
final class UnpackedContent implements RootContent {
  /** Another number where the same archives are made into another root. */
  private static final String VERSION = "1";

  private final Source source;
  private final boolean superuser;
  private final Supplier<FileSyscalls> syscalls;
  private final UnpackListener listener;

  /**
   * Where archives come from.
   *
   * @param name for who reads what is wrong with them
   * @param identity what changes when they change
   * @param asked the paths that it depends on
   * @param layered whether the archives are layers, which have whiteouts
   */
  record Source(
      String name,
      List<String> identity,
      List<String> asked,
      boolean layered,
      List<Archive> archives) {
    Source {
      identity = List.copyOf(identity);
      asked = List.copyOf(asked);
      archives = List.copyOf(archives);
    }
  }

  /** An archive that can be read from its beginning. */
  interface Archive {
    /** As it lies there, in bytes. */
    long size();

    /**
     * Opens it.
     *
     * @param read is told how many of those bytes are read
     * @return the tar archive itself
     */
    InputStream open(LongConsumer read) throws IOException;
  }

  /**
   * A content.
   *
   * @param superuser whether the caller is it, who can give files to others
   */
  UnpackedContent(
      Source source, boolean superuser, Supplier<FileSyscalls> syscalls, UnpackListener listener) {
    this.source = source;
    this.superuser = superuser;
    this.syscalls = syscalls;
    this.listener = listener;
  }

  @Override
  public List<String> asked() {
    return source.asked();
  }

  @Override
  public String key() {
    return RootContent.keyOf(
        List.of(VERSION, Boolean.toString(superuser), String.join("\n", source.identity())));
  }

  @Override
  public boolean isSecluded() {
    return true;
  }

  @Override
  public void make(Path root) throws RootException, SyscallException {
    FileSyscalls files = syscalls.get();
    int folder = files.openFolder(FileSyscalls.AT_FDCWD, root.toString());
    try (var unpacker = new Unpacker(folder, files, superuser)) {
      listener.expect(source.archives().stream().mapToLong(Archive::size).sum());
      for (Archive archive : source.archives()) {
        unpack(archive, unpacker);
      }
      unpacker.finish();
      listener.end();
      if (unpacker.leftOut() > 0) {
        listener.leftOut(unpacker.leftOut());
      }
    } catch (IOException e) {
      throw new RootException(
          "%s cannot be unpacked: %s".formatted(source.name(), RootException.reason(e)),
          "nothing of it is kept; make it anew, or name another");
    } catch (SyscallException e) {
      throw RootException.ofUnpacking(source.name(), e);
    } finally {
      listener.end();
      files.close(folder);
    }
  }

  private void unpack(Archive archive, Unpacker unpacker) throws IOException, SyscallException {
    try (InputStream in = new ReadAhead(() -> archive.open(listener::step))) {
      var reader = new TarReader(in);
      if (source.layered()) {
        unpacker.unpackLayer(reader);
      } else {
        unpacker.unpack(reader);
      }
    }
  }

  /** A stream that tells how much of it is read. */
  static final class Counted extends FilterInputStream {
    private final LongConsumer read;

    Counted(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int most) throws IOException {
      int count = in.read(buffer, start, most);
      read.accept(Math.max(0, count));
      return count;
    }
  }
}
