package dev.cdlc.compiler.lower;

/** What becomes of the supervisor when all is made ready for the command. */
public sealed interface Shape {
  /** It stays while the container runs, which ends with it, and undoes what was done. */
  record Attached() implements Shape {}

  /**
   * It exits. The init waits to be started, and what was done is undone by whoever deletes the
   * container, who also runs the hooks of phases to come.
   *
   * @param startFifo the absolute path of the fifo whose first byte starts the command
   * @param pidFile the absolute path of the file that the supervisor leaves the init's pid in
   */
  record Created(String startFifo, String pidFile) implements Shape {
    /** The cgroup of a container whose config names none is in this one, in every hierarchy. */
    private static final String CGROUPS = "/cdlc-oci/";

    public Created {
      if (!startFifo.startsWith("/") || !pidFile.startsWith("/")) {
        throw new IllegalArgumentException("must be absolute: " + startFifo + ", " + pidFile);
      }
    }

    /** Where a container without {@code linux.cgroupsPath} has its cgroup. */
    public static String cgroup(String container) {
      return CGROUPS + container;
    }
  }
}
