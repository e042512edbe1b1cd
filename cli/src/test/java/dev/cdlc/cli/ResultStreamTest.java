package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

final class ResultStreamTest {
  @Test
  void readerThatHasSeenEnoughIsNoFailure() {
    assertThat(failureOf("Broken pipe")).isEmpty();
  }

  @Test
  void fullDiskIsFailure() {
    assertThat(failureOf("No space left on device")).isEqualTo("No space left on device");
  }

  @Test
  void printsUtf8() {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new ResultStream(bytes)) {
      stream.print("§");
    }
    assertThat(bytes.toByteArray()).containsExactly(0xC2, 0xA7);
  }

  private static String failureOf(String reason) {
    try (var stream = new ResultStream(new Broken(reason))) {
      stream.print("result");
      return stream.failure().orElse("");
    }
  }

  private static final class Broken extends OutputStream {
    private final String reason;

    Broken(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }
}
