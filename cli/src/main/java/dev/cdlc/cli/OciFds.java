package dev.cdlc.cli;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.SupervisorAction.TakeFds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The files that the caller has open for the container, from {@link TakeFds#FIRST} on: first those
 * that systemd listens at (sd_listen_fds(3)), then those of {@code --preserve-fds}.
 */
record OciFds(int listening, int preserved) {
  private static final String PRESERVE_FDS = "--preserve-fds";
  private static final String LISTEN_FDS = "LISTEN_FDS";
  private static final String LISTEN_PID = "LISTEN_PID";

  /** A line of proc_pid_fdinfo(5), octal. */
  private static final String FLAGS = "flags:\t";

  private static final long CLOSE_ON_EXEC = 02_000_000;
  private static final int OCTAL = 8;

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Shape.value(
            PRESERVE_FDS,
            "N",
            "Pass on N open files, from 3 on; behind those of $LISTEN_FDS, if there are any."));
  }

  /**
   * What is asked for.
   *
   * @param environment the caller's, where it counts
   */
  static OciFds of(ParseResult arguments, Map<String, String> environment) throws CommandException {
    boolean ours = Long.toString(ProcessHandle.current().pid()).equals(environment.get(LISTEN_PID));
    int listening = ours ? number(LISTEN_FDS, environment.getOrDefault(LISTEN_FDS, "0")) : 0;
    return new OciFds(
        listening, number(PRESERVE_FDS, arguments.matchedOptionValue(PRESERVE_FDS, "0")));
  }

  private static int number(String name, String given) throws CommandException {
    if (!given.matches("[0-9]{1,4}") || Integer.parseInt(given) > TakeFds.MOST) {
      throw new CommandException(
          "%s takes a number from 0 to %d, not '%s'".formatted(name, TakeFds.MOST, given));
    }
    return Integer.parseInt(given);
  }

  /** How the executable gets them, which this process starts. */
  Optional<TakeFds> taken() throws CommandException, IOException {
    int count = listening + preserved;
    if (count > TakeFds.MOST) {
      throw new CommandException("at most %d files can be passed on".formatted(TakeFds.MOST));
    }
    for (int fd = TakeFds.FIRST; fd < TakeFds.FIRST + count; fd++) {
      if (!isGiven(fd)) {
        throw new CommandException(
            "the file descriptor %d is not open, and %d from %d on are to be passed on"
                .formatted(fd, count, TakeFds.FIRST),
            "open it, as a shell does by '%d<FILE', or give another N".formatted(fd));
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new TakeFds(ProcessHandle.current().pid(), count));
  }

  /** What Java has open for itself is closed by execve(2), or one of its own files. */
  private static boolean isGiven(int fd) throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/fdinfo/" + fd))) {
      return !Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).startsWith(java)
          && lines
              .filter(line -> line.startsWith(FLAGS))
              .map(line -> Long.parseLong(line.substring(FLAGS.length()), OCTAL))
              .anyMatch(flags -> (flags & CLOSE_ON_EXEC) == 0);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The config whose command is told of what it listens at. */
  OciConfig announcedIn(OciConfig config) {
    return listening == 0
        ? config
        : config.with(
            config
                .process()
                .withEnv(
                    Stream.concat(
                            config.process().env().stream(),
                            List.of(LISTEN_FDS + "=" + listening, LISTEN_PID + "=1").stream())
                        .toList()));
  }
}
