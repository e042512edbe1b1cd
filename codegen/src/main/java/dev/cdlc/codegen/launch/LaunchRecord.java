package dev.cdlc.codegen.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code oci-launch} has to know of a container that was created, so laid out that nothing is
 * to be parsed: a mark, numbers and offsets of eight bytes each, then strings. It is written once,
 * since nothing of it changes while the container exists.
 *
 * @param pid the init's
 * @param startTime the init's, in clock ticks since boot
 * @param hooked whether there are hooks for its start or its end
 * @param state in JSON, cut where the word of the status and the pid stand: three pieces
 * @param freezers what tells that the container is paused
 * @param cgroups the folders of its cgroups, in the order in which they are removed
 */
public record LaunchRecord(
    long pid,
    long startTime,
    boolean hooked,
    List<String> state,
    List<Freezer> freezers,
    List<String> cgroups) {
  /** {@code cdloci01} in the order of bytes; another layout has another. */
  static final long MARK = 0x3130_6963_6f6c_6463L;

  /** Where the fields stand, from the beginning. */
  static final long LENGTH = 8;

  static final long PID = 16;
  static final long START_TIME = 24;
  static final long HOOKED = 32;
  static final long STATE = 40;
  static final long STAT = 64;
  static final long FREEZERS = 72;
  static final long CGROUPS = 80;
  private static final int HEAD_BYTES = 88;

  /** More than that the launcher does not read. */
  static final int MOST_BYTES = 1 << 16;

  private static final int PIECES = 3;

  public LaunchRecord {
    state = List.copyOf(state);
    freezers = List.copyOf(freezers);
    cgroups = List.copyOf(cgroups);
    if (state.size() != PIECES) {
      throw new IllegalArgumentException("the state has three pieces, not " + state);
    }
  }

  /**
   * A file of a cgroup that has a text in it while its processes are stopped.
   *
   * @param path absolute
   */
  public record Freezer(String path, String text) {}

  /** As the launcher reads it. */
  public byte[] bytes() {
    var strings = new Strings();
    long[] pieces = state.stream().mapToLong(strings::add).toArray();
    long stat = strings.add("/proc/%d/stat".formatted(pid));
    long first = strings.end();
    freezers.forEach(freezer -> strings.addAll(List.of(freezer.path(), freezer.text())));
    strings.add("");
    long folders = strings.end();
    strings.addAll(cgroups);
    strings.add("");
    return ByteBuffer.allocate((int) strings.end())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(MARK)
        .putLong(strings.end())
        .putLong(pid)
        .putLong(startTime)
        .putLong(hooked ? 1 : 0)
        .putLong(pieces[0])
        .putLong(pieces[1])
        .putLong(pieces[2])
        .putLong(stat)
        .putLong(first)
        .putLong(folders)
        .put(strings.bytes.toByteArray())
        .array();
  }

  /** Behind the head, each with a NUL. */
  private static final class Strings {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Where the next one will stand. */
    long end() {
      return (long) HEAD_BYTES + bytes.size();
    }

    /** Where it stands. */
    long add(String text) {
      long offset = end();
      bytes.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
      return offset;
    }

    void addAll(List<String> texts) {
      texts.forEach(this::add);
    }
  }
}
