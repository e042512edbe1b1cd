package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.Inputs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that an editor has open, which count for more than the files of their names.
 *
 * @param texts by absolute path, without {@code .}, {@code ..} and symbolic links
 */
public record Buffers(Map<String, String> texts, Inputs files) implements Inputs {
  public Buffers {
    texts = Map.copyOf(texts);
  }

  @Override
  public Answer<String> realPath(String path) {
    return switch (files.realPath(path)) {
      case Answer.Found<String> found -> found;
      case Answer.Absent<String> absent ->
          texts.containsKey(path) ? new Answer.Found<>(path) : absent;
      case Answer.Refused<String> refused -> refused;
    };
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    String text = texts.get(path);
    return text == null
        ? files.read(path)
        : new Answer.Found<>(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Optional<String> variable(String name) {
    return files.variable(name);
  }
}
