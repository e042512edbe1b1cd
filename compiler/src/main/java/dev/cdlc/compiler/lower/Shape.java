package dev.cdlc.compiler.lower;

import dev.cdlc.plan.SupervisorAction.TakeFds;
import java.util.List;
import java.util.Optional;

/** What is made, and what becomes of the supervisor when all is ready for the command. */
public sealed interface Shape {
  /** The absolute path of the socket that gets the terminal, where no supervisor relays it. */
  Optional<String> consoleSocket();

  /** The open files that the command gets besides its standard ones. */
  Optional<TakeFds> files();

  /** A container. The supervisor stays while it runs, ends with it, and undoes what was done. */
  record Attached(Optional<Known> known) implements Shape {
    /** One that nobody else knows of. */
    public Attached() {
      this(Optional.empty());
    }

    @Override
    public Optional<String> consoleSocket() {
      return Optional.empty();
    }

    @Override
    public Optional<TakeFds> files() {
      return Optional.empty();
    }
  }

  /**
   * How others find a container while it runs, which is then the only one of its name.
   *
   * @param file the absolute path of the file that its supervisor locks, called as the container
   * @param description what is written there besides the init's pid
   */
  record Known(String file, String description) {
    public Known {
      requireAbsolute(List.of(file));
    }
  }

  /**
   * A container. The supervisor exits. The init waits to be started, and what was done is undone by
   * whoever deletes the container, who also runs the hooks of phases to come.
   *
   * @param startFifo the absolute path of the fifo whose first byte starts the command
   * @param pidFile the absolute path of the file that the supervisor leaves the init's pid in
   * @param reportFile the absolute path of the file that says why it cannot
   */
  record Created(
      String startFifo,
      String pidFile,
      String reportFile,
      Optional<String> consoleSocket,
      Optional<TakeFds> files)
      implements Shape {
    /** The cgroup of a container whose config names none is in this one, in every hierarchy. */
    private static final String CGROUPS = "/cdlc-oci/";

    public Created {
      requireAbsolute(List.of(startFifo, pidFile, reportFile));
      requireAbsolute(consoleSocket.stream().toList());
    }

    /** One that has neither a terminal nor more files. */
    public Created(String startFifo, String pidFile, String reportFile) {
      this(startFifo, pidFile, reportFile, Optional.empty(), Optional.empty());
    }

    /** Where a container without {@code linux.cgroupsPath} has its cgroup. */
    public static String cgroup(String container) {
      return CGROUPS + container;
    }
  }

  /**
   * A process beside those of a container that runs, as the config's {@code process} says. The
   * supervisor stays with it, or leaves it to others once it runs. Where the process has no
   * arguments, those of the executable are its command.
   *
   * @param detached whether the supervisor leaves
   */
  record Exec(Running of, boolean detached, Optional<String> consoleSocket, Optional<TakeFds> files)
      implements Shape {
    public Exec {
      requireAbsolute(consoleSocket.stream().toList());
    }
  }

  /**
   * A container that runs.
   *
   * @param pid its init's
   * @param startTime the init's, in clock ticks since boot
   * @param unifiedCgroup the absolute path of its cgroup's folder in the hierarchy of v2
   * @param cgroups the absolute paths of its cgroups' folders in hierarchies of v1
   */
  record Running(long pid, long startTime, Optional<String> unifiedCgroup, List<String> cgroups) {
    public Running {
      cgroups = List.copyOf(cgroups);
      requireAbsolute(unifiedCgroup.stream().toList());
      requireAbsolute(cgroups);
    }
  }

  static void requireAbsolute(List<String> paths) {
    for (String path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("must be absolute: " + path);
      }
    }
  }
}
