package dev.cdlc.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, told from later ones that get its pid.
 *
 * @param startTime in clock ticks since boot; see proc_pid_stat(5)
 */
public record ProcessIdentity(long pid, long startTime) {
  /** Behind the name, which may hold anything: the state is the first field, {@code starttime}: */
  private static final int START_TIME = 19;

  private static final String ENDED = "ZXx";

  /** The process that has that pid now, unless it has ended. */
  public static Optional<ProcessIdentity> of(long pid) throws IOException {
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
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return ENDED.contains(fields[0])
        ? Optional.empty()
        : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME])));
  }

  /** Whether it runs still. */
  public boolean lives() throws IOException {
    return of(pid).filter(this::equals).isPresent();
  }
}
