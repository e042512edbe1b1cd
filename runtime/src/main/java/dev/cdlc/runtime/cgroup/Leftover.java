package dev.cdlc.runtime.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A container's cgroup that no supervisor seems to tend any more.
 *
 * @param supervisor the pid that made the cgroup
 * @param folders the cgroup's folder in each hierarchy that has it, the tracking one first
 */
public record Leftover(String container, long supervisor, List<Path> folders) {
  /** What the supervisor calls a container's cgroup: {@code NAME-PID}. */
  private static final Pattern NAME = Pattern.compile("([a-z][a-z0-9-]{0,62})-([1-9][0-9]{0,9})");

  public Leftover {
    folders = List.copyOf(folders);
  }

  /** Empty for folders, of one name, that cdlc cannot have made. */
  static Optional<Leftover> of(List<Path> folders) {
    var matcher = NAME.matcher(folders.getFirst().getFileName().toString());
    return matcher.matches()
        ? Optional.of(new Leftover(matcher.group(1), Long.parseLong(matcher.group(2)), folders))
        : Optional.empty();
  }

  /** The folder whose lock the supervisor holds as long as it lives. */
  Path locked() {
    return folders.getFirst();
  }
}
