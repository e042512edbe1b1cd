package dev.cdlc.codegen.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a command in a container was asked for by: whoever asks the same of the same container again
 * gets the same executable. Where its pid is to be written is no part of it; nor is a command that
 * stands on the command line, which the executable takes as its arguments.
 *
 * @param build of cdlc
 * @param process the content of the file that describes the process; empty where it is the
 *     container's own, but for its command
 */
public record KeptExec(String build, boolean detached, Optional<String> process) {
  static final String DETACHED = "detach";
  static final String PROCESS = "process";
  static final String WORDS = "words";

  /** A file name that no other question is likely to have. */
  public String name() {
    return "%016x".formatted(CacheKey.hash(key()));
  }

  /** Whether the launcher would find it: what is longer it does not look for. */
  public boolean isShort() {
    return key().length < CacheKey.MOST_BYTES;
  }

  /** The executable with all that it was asked for by. */
  public byte[] append(byte[] executable) {
    byte[] key = key();
    var all = new ByteArrayOutputStream();
    all.writeBytes(SeenInputs.append(executable, List.of()));
    all.writeBytes(key);
    all.writeBytes(
        ByteBuffer.allocate(SeenInputs.TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(key.length)
            .putLong(SeenInputs.KEPT)
            .array());
    return all.toByteArray();
  }

  private byte[] key() {
    var key = new StringBuilder(build).append('\0');
    key.append(detached ? DETACHED : "").append('\0');
    key.append(process.isPresent() ? PROCESS : WORDS).append('\0');
    key.append(process.orElse(""));
    return key.toString().getBytes(StandardCharsets.UTF_8);
  }
}
