package dev.cdlc.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file locks of this pid namespace, as proc_locks(5) lists them. A lock that is held from
 * another pid namespace is missing here, so absence proves nothing.
 *
 * @param files the locked files, as in {@code 00:1b:4242}: major and minor device in hex, inode
 */
record Locks(List<String> files) {
  private static final int FILE = 5;

  Locks {
    files = List.copyOf(files);
  }

  static Locks read(Path file) throws IOException {
    return new Locks(
        Files.readAllLines(file).stream()
            .filter(line -> !line.contains("->"))
            .map(line -> line.trim().split(" +", -1)[FILE])
            .toList());
  }

  boolean held(Path path) throws IOException {
    long device = (Long) Files.getAttribute(path, "unix:dev");
    long inode = (Long) Files.getAttribute(path, "unix:ino");
    return files.contains("%02x:%02x:%d".formatted(major(device), minor(device), inode));
  }

  /** The bits of makedev(3). */
  private static long major(long device) {
    return ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
  }

  private static long minor(long device) {
    return (device & 0xff) | ((device >>> 12) & ~0xffL);
  }
}
