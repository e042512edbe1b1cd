package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A source as it was read.
 *
 * @param folder the absolute path that relative paths in it start at
 */
record SourceFile(Path folder, Result<Source> source) {
  /** One byte more than the compiler takes, so that an endless file ends and is refused. */
  private static final int READ_LIMIT = (1 << 20) + 1;

  /** Reads a file, or standard input for {@code -}. */
  static SourceFile read(String name, Console console) throws CommandException {
    return name.equals("-") ? standardInput(console) : file(Path.of(name));
  }

  static SourceFile file(Path path) throws CommandException {
    if (Files.isDirectory(path)) {
      throw new CommandException("%s is a folder, not a file".formatted(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
      return new SourceFile(folder, source(path.toString(), in));
    } catch (IOException e) {
      throw new CommandException("cannot read %s: %s".formatted(path, reason(e)));
    }
  }

  private static SourceFile standardInput(Console console) throws CommandException {
    try {
      return new SourceFile(Path.of("").toAbsolutePath(), source("<stdin>", console.in()));
    } catch (IOException e) {
      throw new CommandException("cannot read standard input: " + reason(e));
    }
  }

  private static Result<Source> source(String name, InputStream in) throws IOException {
    return Source.decode(new SourceId(name), in.readNBytes(READ_LIMIT));
  }

  /** Why reading or writing a file failed, as strerror(3) says it. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException detailed when detailed.getReason() != null -> detailed.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
