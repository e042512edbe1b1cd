package dev.cdlc.compiler.input;

import java.nio.ByteBuffer;
import java.util.Optional;

/** One thing that a compilation asked for, and the answer it had. */
public sealed interface Observation {
  record RealPath(String path, Answer<String> answer) implements Observation {}

  record File(String path, Answer<ByteBuffer> answer) implements Observation {}

  record Image(ImageSource source, Answer<ImageConfig> answer) implements Observation {}

  record Variable(String name, Optional<String> value) implements Observation {}
}
