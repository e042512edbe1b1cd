package dev.cdlc.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process, told from later ones that get its pid.
 *
 * @param startTime in clock ticks since boot; see proc_pid_stat(5)
 */
public record ProcessIdentity(long pid, long startTime) {
  /** Behind the name, which may hold anything: the state is the first field, {@code starttime}: */
  private static final int START_TIME = 19;

  /** {@code ppid} there. */
  private static final int PARENT = 1;

  private static final String ENDED = "ZXx";

  /** The time of boot, which a process's start counts from, is known in whole seconds. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

  /** The process that has that pid now, unless it has ended. */
  public static Optional<ProcessIdentity> of(long pid) throws IOException {
    return stat(pid).map(fields -> of(pid, fields));
  }

  /** The same, if it is a child of another. */
  public static Optional<ProcessIdentity> childOf(long parent, long pid) throws IOException {
    return stat(pid)
        .filter(fields -> fields.get(PARENT).equals(Long.toString(parent)))
        .map(fields -> of(pid, fields));
  }

  private static ProcessIdentity of(long pid, List<String> fields) {
    return new ProcessIdentity(pid, Long.parseLong(fields.get(START_TIME)));
  }

  /** The fields behind the name, of a process that has not ended. */
  private static Optional<List<String>> stat(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // ESRCH: it ended between open(2) and read(2).
      if (Files.exists(Path.of("/proc/" + pid))) {
        throw e;
      }
      return Optional.empty();
    }
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return ENDED.contains(fields.getFirst()) ? Optional.empty() : Optional.of(fields);
  }

  /**
   * The process whose pid stands in a file, unless it has ended. One that began after the file was
   * written only has the pid that the other had.
   */
  static Optional<ProcessIdentity> writtenTo(Path file) throws IOException {
    try {
      long pid = Long.parseLong(Files.readString(file));
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return of(pid).filter(_ -> began(pid).isBefore(written.plus(CLOCKS_APART)));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Instant began(long pid) {
    return ProcessHandle.of(pid).flatMap(one -> one.info().startInstant()).orElse(Instant.MAX);
  }

  /** Whether it runs still. */
  public boolean lives() throws IOException {
    return of(pid).filter(this::equals).isPresent();
  }
}
