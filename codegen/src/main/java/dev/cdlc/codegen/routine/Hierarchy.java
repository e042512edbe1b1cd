package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.plan.Controller;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cgroup hierarchy that the container may have a cgroup in, with the cells that hold that cgroup:
 * zero as long as there is none.
 *
 * @param mount where v1 mounts it; v2 is found at run time
 */
public record Hierarchy(String name, String mount) {
  /** Where all of cdlc's cgroups are, beneath a mount. */
  public static final String FOLDER = "/cdlc";

  /** The one hierarchy of cgroup v2, on a pure or a hybrid host. */
  public static final Hierarchy UNIFIED = new Hierarchy("unified", "/sys/fs/cgroup/unified");

  private static final Hierarchy FREEZER = v1("freezer");

  /** Those that can track the container's processes on a host without v2, best first. */
  public static List<Hierarchy> trackersV1() {
    return Stream.of(FREEZER, of(Controller.CPU), of(Controller.MEMORY), of(Controller.PIDS))
        .toList();
  }

  /**
   * Those of cgroup v1 that a container with these controllers may have a cgroup in, best tracker
   * first.
   */
  public static List<Hierarchy> usedV1(Collection<Controller> controllers) {
    return Stream.concat(trackersV1().stream(), controllers.stream().map(Hierarchy::of))
        .distinct()
        .toList();
  }

  /** Those of both versions, best tracker first. */
  public static List<Hierarchy> used(Collection<Controller> controllers) {
    return Stream.concat(Stream.of(UNIFIED), usedV1(controllers).stream()).toList();
  }

  /** The cgroup v1 hierarchy of a controller. */
  public static Hierarchy of(Controller controller) {
    return v1(controller.v1Name());
  }

  private static Hierarchy v1(String name) {
    return new Hierarchy(name, "/sys/fs/cgroup/" + name);
  }

  /**
   * The address of the path of the folder that holds all of cdlc's cgroups here; or the fd of the
   * one where the path of a cgroup that the source names begins.
   */
  public Cell path() {
    return new Cell("cgroup_path_" + name);
  }

  /** The number, from 1, of the first level of a {@link NamedCgroup} that was made; 0 if none. */
  public Cell firstMade() {
    return new Cell("cgroup_first_made_" + name);
  }

  /** The folder that the container's cgroup is in, by its fd. */
  public Cell parent() {
    return new Cell("cgroup_parent_" + name);
  }

  /** The container's cgroup, by its fd. */
  public Cell cgroup() {
    return new Cell("cgroup_" + name);
  }

  /** On v1, the cgroup's {@code tasks}, which init writes itself into. */
  public Cell tasks() {
    return new Cell("cgroup_tasks_" + name);
  }
}
