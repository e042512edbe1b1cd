package dev.cdlc.runtime.cgroup;

import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cgroup of one container in every hierarchy.
 *
 * @param folders where it may be, the hierarchy that tracks first
 */
public record ContainerCgroup(List<Path> folders) {
  /** A file that has a line of this text while the processes of a cgroup are stopped. */
  public record Freezer(Path file, String line) {}

  private static final Path OWN = Path.of("/proc/self/cgroup");

  public ContainerCgroup {
    folders = List.copyOf(folders);
  }

  /**
   * Where a container's executable makes the cgroup of a path; see {@code linux.cgroupsPath} of OCI
   * config-linux.md.
   *
   * @param path from the root of each hierarchy if it begins with a slash; else from the caller's
   *     own cgroup on v1, and from the one above that on v2
   */
  public static ContainerCgroup of(String path) throws IOException {
    return of(path, Cgroups.read(), Files.readAllLines(OWN));
  }

  /**
   * The same where another process has made it.
   *
   * @param own the lines of its {@code /proc/PID/cgroup}
   */
  public static ContainerCgroup of(String path, Cgroups cgroups, List<String> own) {
    List<Path> folders = new ArrayList<>();
    for (Hierarchy hierarchy : cgroups.hierarchies()) {
      base(path, hierarchy, own)
          .map(base -> hierarchy.mountPoint().resolve(base + "./" + path).normalize())
          .ifPresent(folders::add);
    }
    return new ContainerCgroup(folders);
  }

  /** Ends in a slash, and begins with none. */
  private static Optional<String> base(String path, Hierarchy hierarchy, List<String> own) {
    if (path.startsWith("/")) {
      return Optional.of("./");
    }
    boolean v2 = hierarchy.version() == Hierarchy.Version.V2;
    String controllers = v2 ? "" : String.join(",", hierarchy.controllers());
    return own.stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields[1].equals(controllers))
        .map(fields -> "." + (v2 ? fields[2] + "/.." : fields[2]) + "/")
        .findFirst();
  }

  /** Kills what runs in it, and waits until nothing does. */
  public void kill(Syscalls syscalls) throws IOException, SyscallException {
    for (CgroupFolder folder : existing()) {
      folder.empty(syscalls);
    }
  }

  /** Removes it, and the cgroups that the container made in it. */
  public void remove(Syscalls syscalls) throws IOException, SyscallException {
    for (CgroupFolder folder : existing().reversed()) {
      folder.remove(syscalls);
    }
  }

  /** Stops what runs in it until {@link #thaw}, and waits until it has. */
  public void freeze() throws IOException {
    List<CgroupFolder> freezing = freezing();
    if (freezing.isEmpty()) {
      throw new IOException("the container has no cgroup that freezes");
    }
    for (CgroupFolder folder : freezing) {
      folder.stop();
    }
  }

  /** Lets go on what {@link #freeze} stopped. */
  public void thaw() throws IOException {
    for (CgroupFolder folder : freezing()) {
      folder.thaw();
    }
  }

  /** Whether what runs in it is stopped. */
  public boolean isFrozen() throws IOException {
    for (CgroupFolder folder : freezing()) {
      if (folder.isFrozen()) {
        return true;
      }
    }
    return false;
  }

  /** The files by which {@link #isFrozen} is known, and the line that says so. */
  public List<Freezer> freezers() {
    return freezing().stream().flatMap(folder -> folder.freezers().stream()).toList();
  }

  private List<CgroupFolder> freezing() {
    return existing().stream().filter(CgroupFolder::freezes).toList();
  }

  /** The processes in it. */
  public List<Long> processes() throws IOException {
    List<CgroupFolder> existing = existing();
    return existing.isEmpty() ? List.of() : existing.getFirst().processes();
  }

  /** Whether any hierarchy has it. */
  public boolean exists() {
    return !existing().isEmpty();
  }

  private List<CgroupFolder> existing() {
    return folders.stream().filter(Files::isDirectory).map(CgroupFolder::new).toList();
  }
}
