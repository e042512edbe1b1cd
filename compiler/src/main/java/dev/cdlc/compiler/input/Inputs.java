package dev.cdlc.compiler.input;

import java.nio.ByteBuffer;
import java.util.Optional;

/** All that a compilation may read besides its source. Paths are absolute. */
public interface Inputs {
  /** Nothing at all. */
  Inputs NONE =
      new Inputs() {
        @Override
        public Answer<String> realPath(String path) {
          return new Answer.Absent<>();
        }

        @Override
        public Answer<ByteBuffer> read(String path) {
          return new Answer.Absent<>();
        }

        @Override
        public Optional<String> variable(String name) {
          return Optional.empty();
        }
      };

  /** Where a path leads once all symbolic links are followed; absent where nothing is there. */
  Answer<String> realPath(String path);

  /**
   * The content of a regular file. Of one that is larger than a source may be, at least one byte
   * more than that; whoever decodes it refuses it then.
   */
  Answer<ByteBuffer> read(String path);

  /** A variable of the caller's environment. */
  Optional<String> variable(String name);

  /** What an image says of its containers; absent where images are not looked at. */
  default Answer<ImageConfig> image(ImageSource source) {
    return new Answer.Absent<>();
  }

  /** Tells that a secret was given, which what is compiled may hold: it is not to be kept. */
  default void secretGiven() {}
}
