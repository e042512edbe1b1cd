package dev.cdlc.cli;

import dev.cdlc.compiler.input.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ids of whoever runs cdlc, asked for when they are needed: /proc/self is that one's own. */
final class CallerIds implements Host {
  private static final Path SELF = Path.of("/proc/self");

  @Override
  public long uid() {
    return id("unix:uid");
  }

  @Override
  public long gid() {
    return id("unix:gid");
  }

  private static long id(String attribute) {
    try {
      return Integer.toUnsignedLong((Integer) Files.getAttribute(SELF, attribute));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
