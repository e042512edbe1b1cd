package dev.cdlc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output, buffered, in UTF-8 whatever the locale. It remembers why a write failed, which a
 * {@link PrintStream} alone forgets.
 */
final class ResultStream extends PrintStream {
  /** What strerror(3) says for EPIPE: the reader has seen enough, as {@code head} does. */
  private static final String READER_GONE = "Broken pipe";

  private final Sink sink;

  ResultStream(OutputStream target) {
    this(new Sink(target));
  }

  private ResultStream(Sink sink) {
    super(sink, false, StandardCharsets.UTF_8);
    this.sink = sink;
  }

  /** Why something that was printed did not arrive, although somebody waits for it. */
  Optional<String> failure() {
    flush();
    return sink.failure.map(IOException::getMessage).filter(reason -> !reason.equals(READER_GONE));
  }

  private static final class Sink extends OutputStream {
    private final OutputStream target;
    private Optional<IOException> failure = Optional.empty();

    Sink(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure.or(() -> Optional.of(e));
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }
}
