package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.Descriptor;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder that is held open: what is made in it is made there, wherever its path leads later, and
 * no symbolic link stands for it.
 */
final class OpenFolder implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

  static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

  private final Path name;
  private final Descriptor descriptor;
  private final Syscalls syscalls;

  private OpenFolder(Path name, Descriptor descriptor, Syscalls syscalls) {
    this.name = name;
    this.descriptor = descriptor;
    this.syscalls = syscalls;
  }

  static OpenFolder open(Path path, Syscalls syscalls) throws SyscallException {
    return new OpenFolder(path, syscalls.openDirectory(path), syscalls);
  }

  /**
   * Opens a folder in this one, made if it is missing.
   *
   * @throws RootException if it is the caller's to make but somebody else's to write to
   */
  OpenFolder own(String child) throws RootException, IOException {
    Path path = name.resolve(child);
    make(path);
    try {
      var opened = new OpenFolder(path, syscalls.openDirectory(resolve(child)), syscalls);
      boolean own = false;
      try {
        opened.insistOnOwn();
        own = true;
        return opened;
      } finally {
        if (!own) {
          opened.close();
        }
      }
    } catch (SyscallException e) {
      throw new RootException(
          path + " is not a folder that can be opened (" + e.errno() + ")", "remove it");
    }
  }

  private void make(Path path) throws RootException {
    try {
      Files.createDirectory(resolve(path.getFileName().toString()), MODE);
    } catch (FileAlreadyExistsException e) {
      // It is looked at once it is open.
    } catch (IOException e) {
      throw new RootException(
          path + " cannot be made: " + RootException.reason(e),
          "the root is put together there, beside the .cdl file; copy the file to a folder of yours");
    }
  }

  /** What somebody else could have put there must not become a container's root. */
  private void insistOnOwn() throws RootException, IOException {
    long owner = Integer.toUnsignedLong((int) Files.getAttribute(path(), "unix:uid"));
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path());
    if (owner != syscalls.geteuid()) {
      throw new RootException(name + " belongs to the user " + owner, "remove it; it is made anew");
    }
    if (mode.contains(PosixFilePermission.GROUP_WRITE)
        || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new RootException(
          "others may write to " + name, "remove it; it is made anew, with the mode 0755");
    }
  }

  /** Keeps all but its owner from what is in it. */
  void seclude() throws IOException {
    Files.setPosixFilePermissions(path(), OWNERS);
  }

  /** A path in this folder, for this process. */
  Path resolve(String child) {
    return path().resolve(child);
  }

  private Path path() {
    return Path.of("/proc/self/fd/" + descriptor.fd() + "/");
  }

  @Override
  public void close() throws SyscallException {
    descriptor.close();
  }
}
