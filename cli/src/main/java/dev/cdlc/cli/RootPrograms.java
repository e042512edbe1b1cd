package dev.cdlc.cli;

import dev.cdlc.compiler.lint.HostFacts.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The programs of a root file system that lies in a folder, as a process in it would find them. */
record RootPrograms(Path root) {
  /** As many as the kernel follows; see path_resolution(7). */
  private static final int MOST_LINKS = 40;

  /** Enough of a file for its {@code #!} line, or the headers of a program; see execve(2). */
  private static final int HEAD = 64 * 1024;

  private static final int ELF_MAGIC = 0x7f454c46;
  private static final int PT_INTERP = 3;

  Program program(String path) {
    try {
      Path file = resolved(path);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
            ? new Program.Missing()
            : new Program.NotExecutable();
      }
      return isExecutable(file)
          ? new Program.Present(interpreter(head(file)))
          : new Program.NotExecutable();
    } catch (NoSuchFileException e) {
      return new Program.Missing();
    } catch (IOException e) {
      return new Program.Hidden();
    }
  }

  /** For anyone: as whom the command runs, and with which capabilities, is another question. */
  private static boolean isExecutable(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).stream()
        .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(HEAD);
    }
  }

  /** The file, without symbolic links and beneath the root, wherever links lead. */
  private Path resolved(String path) throws IOException {
    Deque<String> rest = new ArrayDeque<>();
    push(path, rest);
    Path at = root;
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      Path next = name.equals("..") ? parent(at) : at.resolve(name);
      if (!Files.isSymbolicLink(next) || name.equals("..")) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemException(path, null, "too many levels of symbolic links");
      }
      String target = Files.readSymbolicLink(next).toString();
      at = target.startsWith("/") ? root : at;
      push(target, rest);
    }
    return at;
  }

  private Path parent(Path at) {
    return at.equals(root) ? root : at.resolveSibling("");
  }

  private static void push(String path, Deque<String> rest) {
    String[] names = path.split("/", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      if (!names[i].isEmpty() && !names[i].equals(".")) {
        rest.push(names[i]);
      }
    }
  }

  private static Optional<String> interpreter(byte[] head) {
    if (head.length > 2 && head[0] == '#' && head[1] == '!') {
      return ofScript(new String(head, 2, head.length - 2, StandardCharsets.UTF_8));
    }
    var bytes = ByteBuffer.wrap(head);
    return head.length >= 64 && bytes.getInt(0) == ELF_MAGIC && head[4] == 2
        ? ofElf(bytes.order(ByteOrder.LITTLE_ENDIAN))
        : Optional.empty();
  }

  private static Optional<String> ofScript(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    String word = line.split("[ \t]", 2)[0];
    return Optional.of(word).filter(path -> path.startsWith("/"));
  }

  /** The text of the PT_INTERP segment of a 64-bit ELF file, if it has one; see elf(5). */
  private static Optional<String> ofElf(ByteBuffer elf) {
    long table = elf.getLong(32);
    int size = elf.getShort(54);
    int count = elf.getShort(56);
    for (int i = 0; i < count; i++) {
      long header = table + (long) i * size;
      if (header < 0 || header + 56 > elf.limit()) {
        return Optional.empty();
      }
      if (elf.getInt((int) header) == PT_INTERP) {
        return text(elf, elf.getLong((int) header + 8), elf.getLong((int) header + 32));
      }
    }
    return Optional.empty();
  }

  /** Ends in a NUL. */
  private static Optional<String> text(ByteBuffer elf, long offset, long length) {
    if (offset < 0 || length < 2 || offset > elf.limit() || length > elf.limit() - offset) {
      return Optional.empty();
    }
    var path = new byte[(int) length - 1];
    elf.get((int) offset, path);
    return Optional.of(new String(path, StandardCharsets.UTF_8));
  }
}
