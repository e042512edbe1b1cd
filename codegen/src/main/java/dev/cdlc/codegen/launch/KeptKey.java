package dev.cdlc.codegen.launch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a kept executable was asked for by: the same words, given in the same folder by the same
 * user to the same build, ask for the same one.
 *
 * @param build of cdlc
 * @param folder the caller's working folder
 * @param words of the command line up to {@code --}
 */
public record KeptKey(long user, long group, String build, String folder, List<String> words) {
  private static final int IDS_BYTES = 16;

  public KeptKey {
    words = List.copyOf(words);
  }

  /** That of a kept executable; empty for anything else. */
  public static Optional<KeptKey> of(byte[] file) {
    ByteBuffer content = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int trailer = file.length - SeenInputs.TRAILER_BYTES;
    if (trailer < 0 || content.getLong(trailer + Long.BYTES) != SeenInputs.KEPT) {
      return Optional.empty();
    }
    long length = content.getLong(trailer);
    return length < IDS_BYTES || length > trailer
        ? Optional.empty()
        : read(content.slice(trailer - (int) length, (int) length).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static Optional<KeptKey> read(ByteBuffer key) {
    long user = key.getLong();
    long group = key.getLong();
    byte[] rest = new byte[key.remaining()];
    key.get(rest);
    List<String> strings = List.of(new String(rest, StandardCharsets.UTF_8).split("\0", -1));
    return strings.size() < 4
        ? Optional.empty()
        : Optional.of(
            new KeptKey(
                user,
                group,
                strings.get(0),
                strings.get(1),
                strings.subList(2, strings.size() - 1)));
  }
}
