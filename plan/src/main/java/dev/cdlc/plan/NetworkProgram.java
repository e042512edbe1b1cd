package dev.cdlc.plan;

import java.util.List;

/**
 * A program of the host that connects a network namespace with what its caller reaches, and runs
 * beside the container: slirp4netns(1), pasta(1).
 *
 * @param args with {@code argv[0]}; an argument that is {@link #PID}, {@link #SOCKET} or {@link
 *     #FIFO} stands for what is known only when the program is started
 * @param requests JSON, each for a connection of its own to {@link #SOCKET} once the program is
 *     ready
 */
public record NetworkProgram(Kind kind, List<String> args, List<String> requests) {
  /** The container's pid. */
  public static final String PID = "PID";

  /** Where the program listens, in a folder that is there until it is ready. */
  public static final String SOCKET = "FOLDER/socket";

  /** Where it says that it is ready, in the same folder. */
  public static final String FIFO = "FOLDER/ready";

  /** Where else it says so, if it has no argument {@link #FIFO}. */
  public static final int READY_FD = 3;

  /** What ends it when nobody has the other end any more. */
  public static final int EXIT_FD = 4;

  public NetworkProgram {
    args = List.copyOf(args);
    requests = List.copyOf(requests);
  }

  /** Which it is. */
  public enum Kind {
    SLIRP4NETNS("slirp4netns", "slirp4netns"),
    PASTA("pasta", "passt");

    private final String program;
    private final String debianPackage;

    Kind(String program, String debianPackage) {
      this.program = program;
      this.debianPackage = debianPackage;
    }

    /** As its manual page has it. */
    public String program() {
      return program;
    }

    /** The path that only root can write to, whatever the caller's PATH says. */
    public String path() {
      return "/usr/bin/" + program;
    }

    /** What brings it. */
    public String debianPackage() {
      return debianPackage;
    }
  }
}
