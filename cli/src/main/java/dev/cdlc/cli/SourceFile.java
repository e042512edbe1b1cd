package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** A source as it was read, or as it was replaced. */
final class SourceFile {
  /** One byte more than the compiler takes, so that an endless file ends and is refused. */
  static final int READ_LIMIT = (1 << 20) + 1;

  private final String name;
  private final Path folder;
  private final byte[] content;
  private final boolean standardInput;

  private SourceFile(String name, Path folder, byte[] content, boolean standardInput) {
    this.name = name;
    this.folder = folder;
    this.content = content;
    this.standardInput = standardInput;
  }

  /** Reads a file, or standard input for {@code -}. */
  static SourceFile read(String name, Console console) throws CommandException {
    return name.equals("-") ? standardInput(Optional.empty(), console) : file(Path.of(name));
  }

  static SourceFile file(Path path) throws CommandException {
    if (Files.isDirectory(path)) {
      throw new CommandException("%s is a folder, not a file".formatted(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
      return new SourceFile(path.toString(), folder, in.readNBytes(READ_LIMIT), false);
    } catch (IOException e) {
      throw new CommandException("cannot read %s: %s".formatted(path, reason(e)));
    }
  }

  /**
   * Reads standard input.
   *
   * @param name the path of the file that it is taken for; relative paths start in its folder
   */
  static SourceFile standardInput(Optional<String> name, Console console) throws CommandException {
    Path folder =
        name.map(path -> Path.of(path).toAbsolutePath().getParent())
            .orElse(Path.of("").toAbsolutePath());
    try {
      byte[] content = console.in().readNBytes(READ_LIMIT);
      return new SourceFile(name.orElse("<stdin>"), folder, content, true);
    } catch (IOException e) {
      throw new CommandException("cannot read standard input: " + reason(e));
    }
  }

  /**
   * A source from elsewhere than the file system.
   *
   * @param folder the absolute path that relative paths in it start at
   */
  static SourceFile of(String name, Path folder, byte[] content) {
    return new SourceFile(name, folder, content, false);
  }

  /** As it was given on the command line. */
  String name() {
    return name;
  }

  /** The absolute path that relative paths in the source start at. */
  Path folder() {
    return folder;
  }

  /** Where it lies, or is taken to lie: absolute, without {@code .} and {@code ..}. */
  Path path() {
    return folder.resolve(Objects.requireNonNull(Path.of(name).getFileName())).normalize();
  }

  boolean isStandardInput() {
    return standardInput;
  }

  /** What was read, byte order mark included. */
  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Puts a text in the place of what was read: into the file, or on standard output. */
  SourceFile replace(String text, Console console) throws CommandException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (standardInput) {
      console.out().print(text);
    } else {
      OutputFile.rewrite(Path.of(name), bytes);
    }
    return new SourceFile(name, folder, bytes, standardInput);
  }

  Result<Source> source() {
    return Source.decode(new SourceId(name), content);
  }

  /** SHA-256, as in {@code sha256:} and 64 hexadecimal digits. */
  String digest() {
    return digest(content);
  }

  /** That of any content. */
  static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
