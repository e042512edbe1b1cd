package dev.cdlc.codegen.launch;

import java.util.Optional;

/** One thing that a compilation depended on, as it was then. Paths are absolute. */
public sealed interface Seen {
  /** Nothing was at the path, links followed. */
  record Absent(String path) implements Seen {}

  /** Something was at the path, which passes no symbolic link. */
  record Present(String path) implements Seen {}

  /** What was at the path, which passes no symbolic link. */
  record File(String path, State state) implements Seen {}

  /** The symbolic link itself that was at the path, and led to what was read. */
  record Link(String path, State state) implements Seen {}

  /** A variable of the caller's environment, or that there was none. */
  record Variable(String name, Optional<String> value) implements Seen {}

  /**
   * What cannot stay the same when a file is changed or replaced; see statx(2).
   *
   * @param device as stat(2) encodes it on 64-bit Linux
   */
  record State(long device, long inode, long size, Time changed, Time modified) {
    long major() {
      return (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    }

    long minor() {
      return (device & 0xff) | (device >>> 12 & 0xffff_ff00L);
    }
  }

  /** Since 1970. */
  record Time(long seconds, long nanoseconds) {}
}
