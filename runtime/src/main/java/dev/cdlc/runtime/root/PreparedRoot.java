package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The root of one container, {@code .cdlc/NAME/rootfs} in its bundle. It is made when it is first
 * asked for, and anew when it would be another; the one before stays beside it, for containers that
 * still run in it.
 */
public final class PreparedRoot {
  private static final String ROOTFS = "rootfs";
  private static final String KEY = "rootfs.key";
  private static final String UNFINISHED = "unfinished";

  /** Nobody else sees what is not finished. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
      PosixFilePermissions.asFileAttribute(OpenFolder.OWNERS);

  private final OpenFolder folder;
  private final RootContent content;

  private PreparedRoot(OpenFolder folder, RootContent content) {
    this.folder = folder;
    this.content = content;
  }

  /**
   * Makes the root unless it is there. Who makes the same at the same time is waited for.
   *
   * @param bundle the container's bundle, which is there
   * @param container the container's name
   * @return the folder that is the root
   * @throws RootException if it cannot be made, and then nothing is left behind
   */
  public static Path prepare(RootContent content, Path bundle, String container, Syscalls syscalls)
      throws RootException {
    Path place = bundle.resolve(".cdlc");
    try (OpenFolder beside = OpenFolder.open(bundle.toRealPath(), syscalls);
        OpenFolder all = beside.own(place.getFileName().toString());
        OpenFolder own = all.own(container);
        FileChannel lock =
            FileChannel.open(
                own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      keepFromGit(all);
      if (content.isSecluded()) {
        own.seclude();
      }
      new PreparedRoot(own, content).prepare();
      return place.resolve(container).resolve(ROOTFS);
    } catch (IOException | SyscallException e) {
      throw new RootException(
          "the root cannot be made in %s: %s".formatted(place, RootException.reason(e)),
          "it is made beside the .cdl file; make room there, or copy the file elsewhere");
    }
  }

  /** What is made is nothing to commit. */
  private static void keepFromGit(OpenFolder all) throws IOException {
    Path ignore = all.resolve(".gitignore");
    if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
      Files.writeString(ignore, "*\n");
    }
  }

  private void prepare() throws IOException, RootException, SyscallException {
    if (!isThere()) {
      Path unfinished = folder.resolve(UNFINISHED);
      // Left by one that was killed.
      delete(unfinished);
      // What fails in removing it does not hide why.
      try (Closeable _ = () -> delete(unfinished)) {
        Files.createDirectory(unfinished, OWNERS);
        content.make(unfinished);
        put(unfinished);
      }
    }
  }

  private boolean isThere() throws IOException {
    try {
      return Files.isDirectory(folder.resolve(ROOTFS), LinkOption.NOFOLLOW_LINKS)
          && Files.readString(folder.resolve(KEY)).equals(content.key());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The key comes last: without it the root counts as none. */
  private void put(Path finished) throws IOException {
    Path rootfs = folder.resolve(ROOTFS);
    Files.deleteIfExists(folder.resolve(KEY));
    if (Files.exists(rootfs, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(rootfs, free());
    }
    Files.move(finished, rootfs);
    Files.writeString(folder.resolve(KEY), content.key());
  }

  private Path free() {
    return Stream.iterate(1, number -> number + 1)
        .map(number -> folder.resolve(ROOTFS + "." + number))
        .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .orElseThrow();
  }

  /** Removes a tree, if there is one; what its links lead to stays. */
  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      // It may keep its owner out.
      Files.setPosixFilePermissions(path, OpenFolder.OWNERS);
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
