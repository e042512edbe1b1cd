package dev.cdlc.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The file locks of this pid namespace, as proc_locks(5) lists them. A lock that is held from
 * another pid namespace is missing here, so absence proves nothing.
 *
 * @param holders pids by the locked files, as in {@code 00:1b:4242}: major and minor device in hex,
 *     inode
 */
public record Locks(Map<String, Long> holders) {
  private static final int PID = 4;
  private static final int FILE = 5;

  public Locks {
    holders = Collections.unmodifiableMap(new TreeMap<>(holders));
  }

  /** Those that a file in the form of {@code /proc/locks} lists. */
  public static Locks read(Path file) throws IOException {
    var holders = new TreeMap<String, Long>();
    Files.readAllLines(file).stream()
        .filter(line -> !line.contains("->"))
        .map(line -> line.trim().split(" +", -1))
        .forEach(fields -> holders.put(fields[FILE], Long.valueOf(fields[PID])));
    return new Locks(holders);
  }

  boolean held(Path path) throws IOException {
    return holders.containsKey(name(path));
  }

  /** The process that has taken the lock of that file, if there is one in this pid namespace. */
  public OptionalLong holder(Path path) throws IOException {
    Long pid = holders.get(name(path));
    return pid == null || pid <= 0 ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  private static String name(Path path) throws IOException {
    long device = (Long) Files.getAttribute(path, "unix:dev");
    long inode = (Long) Files.getAttribute(path, "unix:ino");
    return "%02x:%02x:%d".formatted(major(device), minor(device), inode);
  }

  /** The bits of makedev(3). */
  private static long major(long device) {
    return ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
  }

  private static long minor(long device) {
    return (device & 0xff) | ((device >>> 12) & ~0xffL);
  }
}
