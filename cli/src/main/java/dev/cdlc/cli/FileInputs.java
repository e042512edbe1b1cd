package dev.cdlc.cli;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageConfig;
import dev.cdlc.compiler.input.ImageSource;
import dev.cdlc.compiler.input.Inputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What compilations read of this host: its file system, and the environment of the command. */
record FileInputs(Map<String, String> environment) implements Inputs {
  @Override
  public Answer<String> realPath(String path) {
    return ask(path, found -> found.toRealPath().toString());
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    return ask(path, FileInputs::content);
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  @Override
  public Answer<ImageConfig> image(ImageSource source) {
    return new Images(environment).config(source);
  }

  private interface Question<T> {
    T ask(Path path) throws IOException;
  }

  private static <T> Answer<T> ask(String path, Question<T> question) {
    try {
      return new Answer.Found<>(question.ask(Path.of(path)));
    } catch (NoSuchFileException _) {
      return new Answer.Absent<>();
    } catch (NotDirectoryException _) {
      return new Answer.Absent<>();
    } catch (IOException e) {
      return new Answer.Refused<>(SourceFile.reason(e));
    } catch (InvalidPathException e) {
      return new Answer.Refused<>("not a path: " + e.getReason());
    }
  }

  /** Only of regular files: others may never end, or never begin. */
  private static ByteBuffer content(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("it is a folder");
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException("it is not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return ByteBuffer.wrap(in.readNBytes(SourceFile.READ_LIMIT)).asReadOnlyBuffer();
    }
  }
}
