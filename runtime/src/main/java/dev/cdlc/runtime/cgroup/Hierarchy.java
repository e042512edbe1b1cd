package dev.cdlc.runtime.cgroup;

import java.nio.file.Path;
import java.util.List;

/**
 * One mounted cgroup hierarchy; see cgroups(7).
 *
 * @param controllers the kernel's names, such as {@code cpu}; on v1 also {@code name=systemd} and
 *     the like for a hierarchy that has no controller and only tracks processes
 */
public record Hierarchy(Path mountPoint, Version version, List<String> controllers) {
  static final String CONTAINERS = "cdlc";

  public Hierarchy {
    controllers = List.copyOf(controllers);
  }

  /** The two interfaces of the kernel. */
  public enum Version {
    V1,
    V2
  }

  /** The folder in which cdlc makes a cgroup for each container: {@code NAME-PID}. */
  public Path containers() {
    return mountPoint.resolve(CONTAINERS);
  }
}
