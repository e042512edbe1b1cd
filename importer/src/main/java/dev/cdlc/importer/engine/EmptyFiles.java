package dev.cdlc.importer.engine;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.Inputs;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Files of which an importer knows the paths alone: each is there, and says nothing. */
public final class EmptyFiles implements Inputs {
  @Override
  public Answer<String> realPath(String path) {
    return new Answer.Found<>(path);
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    return new Answer.Found<>(ByteBuffer.allocate(0));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.empty();
  }
}
