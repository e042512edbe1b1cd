package dev.cdlc.runtime.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder that only the caller can write to, held by one process at a time: what others could put
 * there would run as the caller.
 */
final class OwnFolder implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final FileChannel lock;

  private OwnFolder(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Opens a folder, made if it is missing, once nobody else has it open.
   *
   * @throws IOException if it is somebody else's, or others may write to it
   */
  static OwnFolder open(Path folder) throws IOException {
    Path parent = folder.resolveSibling("").normalize();
    Files.createDirectories(parent, MODE);
    insist(parent);
    try {
      Files.createDirectory(folder, MODE);
    } catch (FileAlreadyExistsException e) {
      // It is looked at now.
    }
    insist(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      lock.lock();
      held = true;
      return new OwnFolder(lock);
    } finally {
      if (!held) {
        lock.close();
      }
    }
  }

  private static void insist(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("%s is no folder".formatted(folder));
    }
    Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(own)) {
      throw new IOException("%s belongs to the user %s".formatted(folder, owner));
    }
    Set<PosixFilePermission> mode =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    if (mode.contains(PosixFilePermission.GROUP_WRITE)
        || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("others may write to %s".formatted(folder));
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
