package dev.cdlc.codegen.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind an executable that may be kept: all that its compilation saw, how many bytes
 * that is, and a mark. The launcher adds the key that it keeps it under. A start that reads the
 * file backwards finds either all of it or no mark.
 */
public final class SeenInputs {
  /** {@code cdlcseen} in the order of bytes. */
  static final long MARK = 0x6e65_6573_636c_6463L;

  /** {@code cdlckept} in the order of bytes. */
  static final long KEPT = 0x7470_656b_636c_6463L;

  /** A length and a mark. */
  static final int TRAILER_BYTES = 16;

  static final int ABSENT = 0;
  static final int FILE = 1;
  static final int LINK = 2;
  static final int VARIABLE = 3;
  static final int UNSET = 4;
  static final int PRESENT = 5;

  /** The length of a record, itself included, and its kind. */
  static final int HEAD_BYTES = 16;

  /** The fields of a state, eight bytes each. */
  static final int STATE_BYTES = 64;

  private SeenInputs() {}

  /** The executable with what its compilation saw. */
  public static byte[] append(byte[] executable, List<Seen> seen) {
    var records = new ByteArrayOutputStream();
    seen.forEach(one -> records.writeBytes(record(one)));
    var all = new ByteArrayOutputStream();
    all.writeBytes(executable);
    all.writeBytes(records.toByteArray());
    all.writeBytes(longs(records.size(), MARK));
    return all.toByteArray();
  }

  private static byte[] record(Seen seen) {
    return switch (seen) {
      case Seen.Absent(String path) -> record(ABSENT, string(path));
      case Seen.Present(String path) -> record(PRESENT, string(path));
      case Seen.File(String path, Seen.State state) -> record(FILE, state(state), string(path));
      case Seen.Link(String path, Seen.State state) -> record(LINK, state(state), string(path));
      case Seen.Variable(String name, Optional<String> value) when value.isPresent() ->
          record(VARIABLE, string(name + "="), string(value.get()));
      case Seen.Variable(String name, _) -> record(UNSET, string(name + "="));
    };
  }

  private static byte[] record(long kind, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    List.of(parts).forEach(content::writeBytes);
    var record = new ByteArrayOutputStream();
    record.writeBytes(longs(HEAD_BYTES + content.size(), kind));
    record.writeBytes(content.toByteArray());
    return record.toByteArray();
  }

  /** In the order in which {@link Freshness} compares. */
  private static byte[] state(Seen.State state) {
    return longs(
        state.inode(),
        state.size(),
        state.changed().seconds(),
        state.changed().nanoseconds(),
        state.modified().seconds(),
        state.modified().nanoseconds(),
        state.major(),
        state.minor());
  }

  private static byte[] string(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }
}
