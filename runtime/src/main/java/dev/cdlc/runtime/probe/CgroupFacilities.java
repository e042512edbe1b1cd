package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where limits are written, and whether the caller may write them; see cgroups(7). */
record CgroupFacilities(Machine machine) {
  private static final String CGROUPS = "cgroups";
  private static final String CONTROLLERS = "controllers";
  private static final String DELEGATION = "delegation";

  private static final String BOOT_V2 =
      "boot with 'systemd.unified_cgroup_hierarchy=1' on the kernel's command line";

  private static final Optional<Cgroups.Mode> HYBRID = Optional.of(Cgroups.Mode.HYBRID);

  /** What systemd delegates when it is asked to; see its CGROUP_DELEGATION.md. */
  private static final List<Controller> USUAL =
      List.of(Controller.CPU, Controller.CPUSET, Controller.IO, Controller.MEMORY, Controller.PIDS);

  /** The interfaces that are mounted. */
  Facility hierarchies() {
    Optional<Cgroups.Mode> mode = cgroups().mode();
    if (mode.isEmpty()) {
      return Facility.missing(
          CGROUPS,
          "no hierarchy is mounted: containers have no limits",
          "run 'sudo mount -t cgroup2 cgroup2 /sys/fs/cgroup'");
    }
    return switch (mode.get()) {
      case V2 -> Facility.ok(CGROUPS, "v2");
      case HYBRID -> old("hybrid, v1 beside v2");
      case V1 -> old("v1");
    };
  }

  private Facility old(String detail) {
    return machine.privileged()
        ? Facility.ok(CGROUPS, detail)
        : Facility.limited(CGROUPS, detail + ": only root sets limits", BOOT_V2);
  }

  /** Which interface each is of. */
  Facility controllers() {
    List<Controller> missing =
        Arrays.stream(Controller.values())
            .filter(controller -> controller.isInV2() && cgroups().of(controller).isEmpty())
            .toList();
    String detail =
        Arrays.stream(Controller.values())
            .filter(Controller::limits)
            .map(controller -> "%s %s".formatted(controller.kernelName(), place(controller)))
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Facility.ok(CONTROLLERS, detail)
        : Facility.limited(CONTROLLERS, detail, enable(missing));
  }

  private String place(Controller controller) {
    return cgroups()
        .of(controller)
        .map(Hierarchy::version)
        .map(version -> version.name().toLowerCase(Locale.ROOT))
        .orElse("missing");
  }

  private static String enable(List<Controller> missing) {
    return "use a kernel that has %s, and does not switch them off by 'cgroup_disable='"
        .formatted(words(missing));
  }

  private static String words(List<Controller> controllers) {
    return controllers.stream().map(Controller::kernelName).collect(Collectors.joining(", "));
  }

  /** Which limits the caller may set without privileges. */
  Facility delegation() {
    if (machine.privileged()) {
      return Facility.ok(DELEGATION, "not needed: the caller sets any limit");
    }
    Optional<Hierarchy> v2 = cgroups().v2().filter(_ -> !cgroups().mode().equals(HYBRID));
    if (v2.isEmpty()) {
      return Facility.missing(DELEGATION, "only cgroup v2 can be delegated", BOOT_V2);
    }
    Path mount = v2.get().mountPoint();
    return own().map(own -> delegation(own, "/" + mount.relativize(own))).orElseGet(() -> none(""));
  }

  private Optional<Path> own() {
    try {
      return cgroups().divided(machine.file("/proc/self/cgroup").path());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Facility delegation(Path own, String path) {
    if (!isOfCaller(own) || !isOfCaller(own.resolve("cgroup.procs"))) {
      return none(" " + path);
    }
    List<String> given = new HostFile(own.resolve("cgroup.controllers")).words();
    List<Controller> kept =
        USUAL.stream().filter(controller -> !given.contains(controller.kernelName())).toList();
    return kept.isEmpty()
        ? Facility.ok(DELEGATION, "%s in %s".formatted(String.join(", ", given), path))
        : Facility.limited(
            DELEGATION,
            "%s has no %s".formatted(path, words(kept)),
            "write 'Delegate=%s' below '[Service]' in /etc/systemd/system/user@.service.d/cdlc.conf,"
                    .formatted(words(USUAL).replace(",", ""))
                + " run 'sudo systemctl daemon-reload', and log in again");
  }

  private boolean isOfCaller(Path path) {
    return new HostFile(path).isOwnedBy(machine.host().effectiveUser());
  }

  private static Facility none(String path) {
    return Facility.missing(
        DELEGATION,
        "the cgroup%s is not the caller's, who cannot set limits".formatted(path),
        "start cdlc by 'systemd-run --user --scope -p Delegate=yes'");
  }

  private Cgroups cgroups() {
    return machine.host().cgroups();
  }
}
