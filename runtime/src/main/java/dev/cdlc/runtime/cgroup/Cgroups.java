package dev.cdlc.runtime.cgroup;

import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The cgroup hierarchies of a host, the one that tracks all processes of a container first: v2,
 * else the v1 freezer, else whichever is mounted first.
 */
public record Cgroups(List<Hierarchy> hierarchies) {
  /** Mount options of a v1 hierarchy that are neither a controller nor a name. */
  private static final Set<String> V1_OPTIONS =
      Set.of("rw", "ro", "all", "none", "noprefix", "clone_children", "xattr", "cpuset_v2_mode");

  /** Where a line of mountinfo ends its optional fields; see proc_pid_mountinfo(5). */
  private static final String SEPARATOR = " - ";

  /** How the kernel's two interfaces share a host. */
  public enum Mode {
    V1,
    /** The controllers are divided between both. */
    HYBRID,
    V2
  }

  /** Where executables move them; see {@code SupervisorAction.MakeDelegatedCgroup}. */
  private static final String CALLERS = "cdlc-callers";

  public Cgroups {
    hierarchies =
        hierarchies.stream().sorted(Comparator.comparingInt(Cgroups::trackingRank)).toList();
  }

  /** Reads the mounts of this process, and each v2 mount's {@code cgroup.controllers}. */
  public static Cgroups read() throws IOException {
    return read(Path.of("/proc/self/mountinfo"));
  }

  static Cgroups read(Path mountinfo) throws IOException {
    var found = new ArrayList<Hierarchy>();
    for (String line : Files.readAllLines(mountinfo)) {
      hierarchy(line)
          .filter(one -> found.stream().noneMatch(other -> same(one, other)))
          .ifPresent(found::add);
    }
    return new Cgroups(found);
  }

  /** The hierarchy that can set a controller's limits, if one is mounted. */
  public Optional<Hierarchy> of(String controller) {
    return hierarchies.stream()
        .filter(hierarchy -> hierarchy.controllers().contains(controller))
        .findFirst();
  }

  /** The hierarchy of cgroup v2, where programs restrict devices without any controller. */
  public Optional<Hierarchy> v2() {
    return hierarchies.stream().filter(one -> one.version() == Version.V2).findFirst();
  }

  /** The hierarchy that limits are written to, or whose programs restrict devices. */
  public Optional<Hierarchy> of(Controller controller) {
    return of(controller.kernelName())
        .or(() -> of(controller.v1Name()))
        .or(() -> v2().filter(_ -> controller == Controller.DEVICES));
  }

  /** Empty where no hierarchy is mounted; one of v1 that has only a name does not count. */
  public Optional<Mode> mode() {
    boolean v1 =
        hierarchies.stream()
            .filter(one -> one.version() == Version.V1)
            .flatMap(one -> one.controllers().stream())
            .anyMatch(controller -> !controller.startsWith("name="));
    if (v1) {
      return Optional.of(v2().isPresent() ? Mode.HYBRID : Mode.V1);
    }
    return v2().map(_ -> Mode.V2);
  }

  /**
   * The folder of a process's cgroup of v2.
   *
   * @param processCgroup its {@code /proc/PID/cgroup}; see cgroups(7)
   */
  public Optional<Path> own(Path processCgroup) throws IOException {
    for (String line : Files.readAllLines(processCgroup)) {
      if (line.startsWith("0::/")) {
        return v2().map(one -> one.mountPoint().resolve(line.substring("0::/".length())));
      }
    }
    return Optional.empty();
  }

  /**
   * The folder of the cgroup of v2 that executables divide for a process without privileges: its
   * own, or the one above where it has been moved out of their way.
   *
   * @param processCgroup its {@code /proc/PID/cgroup}
   */
  public Optional<Path> divided(Path processCgroup) throws IOException {
    return own(processCgroup)
        .map(own -> own.endsWith(CALLERS) ? Objects.requireNonNull(own.getParent()) : own);
  }

  /** These and, as a hierarchy of its own, the cgroup that is divided for a process. */
  public Cgroups withDivided(Path processCgroup) throws IOException {
    List<Hierarchy> all = new ArrayList<>(hierarchies);
    divided(processCgroup)
        .filter(folder -> all.stream().noneMatch(one -> one.mountPoint().equals(folder)))
        .ifPresent(folder -> all.add(new Hierarchy(folder, Version.V2, List.of())));
    return new Cgroups(all);
  }

  private static Optional<Hierarchy> hierarchy(String line) throws IOException {
    int separator = line.indexOf(SEPARATOR);
    String[] front = line.substring(0, separator).split(" ", -1);
    String[] back = line.substring(separator + SEPARATOR.length()).split(" ", -1);
    Path mountPoint = Path.of(unescape(front[4]));
    return switch (back[0]) {
      case "cgroup" -> Optional.of(new Hierarchy(mountPoint, Version.V1, v1Controllers(back[2])));
      case "cgroup2" ->
          Optional.of(new Hierarchy(mountPoint, Version.V2, v2Controllers(mountPoint)));
      default -> Optional.empty();
    };
  }

  private static List<String> v1Controllers(String superOptions) {
    return Arrays.stream(superOptions.split(","))
        .filter(option -> !V1_OPTIONS.contains(option) && !option.startsWith("release_agent="))
        .toList();
  }

  private static List<String> v2Controllers(Path mountPoint) throws IOException {
    Path file = mountPoint.resolve("cgroup.controllers");
    return Files.exists(file) ? List.of(Files.readString(file).strip().split(" ", -1)) : List.of();
  }

  /** A hierarchy that is mounted twice counts once. */
  private static boolean same(Hierarchy one, Hierarchy other) {
    return one.version() == other.version()
        && (one.version() == Version.V2 || one.controllers().equals(other.controllers()));
  }

  private static int trackingRank(Hierarchy hierarchy) {
    if (hierarchy.version() == Version.V2) {
      return 0;
    }
    return hierarchy.controllers().contains("freezer") ? 1 : 2;
  }

  /** Mountinfo writes space, tab, newline and backslash as three octal digits. */
  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
