package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

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
        replace(path, content, PosixFilePermissions.fromString(permissions));
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /** Through a file beside it: an executable that is running cannot be overwritten. */
  private static void replace(Path path, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    String name =
        Objects.requireNonNull(path.getFileName()) + ".new-" + ProcessHandle.current().pid();
    Path fresh = path.resolveSibling(name);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(permissions));
    try {
      Files.write(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
