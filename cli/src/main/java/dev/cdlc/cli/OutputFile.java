package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes a result to a file, whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /** A file that anyone may read, as far as the umask goes. */
  static void write(Path path, byte[] content) throws CommandException {
    write(path, content, "rw-rw-rw-");
  }

  /** A file that anyone may execute, as far as the umask goes. */
  static void writeExecutable(Path path, byte[] content) throws CommandException {
    write(path, content, "rwxrwxrwx");
  }

  /** A file that is there already, with whatever permissions it has. */
  static void fill(Path path, byte[] content) throws CommandException {
    try {
      Files.write(path, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /**
   * A file that is there already, with the owner, group and permissions that it has; refused where
   * those cannot be kept. A symbolic link stays, and what it points to is written.
   */
  static void rewrite(Path path, byte[] content) throws CommandException {
    try {
      Path target = path.toRealPath();
      var kept = Files.readAttributes(target, PosixFileAttributes.class);
      if (!kept.isRegularFile()) {
        throw new CommandException("%s is not a regular file".formatted(path));
      }
      if (!Files.isWritable(target)) {
        throw new AccessDeniedException(target.toString());
      }
      replace(target, content, "rw-------", fresh -> keep(kept, fresh));
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static void keep(PosixFileAttributes kept, Path fresh) throws IOException {
    var view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    PosixFileAttributes made = view.readAttributes();
    if (!made.owner().equals(kept.owner())) {
      view.setOwner(kept.owner());
    }
    if (!made.group().equals(kept.group())) {
      view.setGroup(kept.group());
    }
    view.setPermissions(kept.permissions());
  }

  private static CommandException failure(Path path, IOException e) {
    return new CommandException("cannot write %s: %s".formatted(path, SourceFile.reason(e)));
  }

  private static void write(Path path, byte[] content, String permissions) throws CommandException {
    if (Files.isDirectory(path)) {
      throw new CommandException("%s is a folder, not a file".formatted(path));
    }
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        Files.write(path, content, StandardOpenOption.WRITE);
      } else {
        replace(path, content, permissions, _ -> {});
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /**
   * Through a file beside it: an executable that is running cannot be overwritten.
   *
   * @param finish what is done to that file before it takes the other's place
   */
  private static void replace(Path path, byte[] content, String permissions, Finish finish)
      throws IOException {
    String name =
        Objects.requireNonNull(path.getFileName()) + ".new-" + ProcessHandle.current().pid();
    Path fresh = path.resolveSibling(name);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    try {
      Files.write(fresh, content);
      finish.of(fresh);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private interface Finish {
    void of(Path fresh) throws IOException;
  }
}
