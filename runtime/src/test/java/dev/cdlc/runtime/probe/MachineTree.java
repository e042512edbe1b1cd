package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A host that a test makes by hand below a folder, where a caller without privileges has all. */
final class MachineTree {
  private final Path root;
  private final long owner;
  private final List<Hierarchy> hierarchies = new ArrayList<>();
  private final List<Capability> capabilities = new ArrayList<>();
  private String release = "6.12.0-1-amd64";
  private OptionalInt landlock = OptionalInt.of(6);
  private Set<MappingProgram> capable = Set.of(MappingProgram.values());
  private Optional<Path> cache = Optional.of(Path.of("/home/alice/.cache/cdlc"));
  private int callersDistance;

  MachineTree(Path root) throws IOException {
    this.root = root;
    owner = Integer.toUnsignedLong((Integer) Files.getAttribute(root, "unix:uid"));
    for (String kind : List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")) {
      file("/proc/self/ns/" + kind, "");
    }
    file("/proc/self/cgroup", "0::/user.slice/alice\n");
    file("/proc/sys/user/max_user_namespaces", "15000\n");
    file(
        "/proc/sys/kernel/seccomp/actions_avail",
        "kill_process kill_thread trap errno user_notif trace log allow\n");
    file("/sys/kernel/security/lsm", "lockdown,capability,landlock,apparmor\n");
    file("/etc/passwd", "bob:x:4242:100::/:/bin/sh\nalice:x:%d:100::/:/bin/sh\n".formatted(owner));
    file("/etc/subuid", "bob:100000:65536\nalice:165536:65536\n");
    file("/etc/subgid", "%d:165536:65536\n".formatted(owner));
    file("/usr/bin/newuidmap", "");
    file("/usr/bin/newgidmap", "");
    file("/usr/bin/slirp4netns", "");
    file("/dev/net/tun", "").mode("/dev/net/tun", 0666);
    v2("cpuset", "cpu", "io", "memory", "hugetlb", "pids", "rdma");
    file("/cg/user.slice/alice/cgroup.procs", "");
    file("/cg/user.slice/alice/cgroup.controllers", "cpuset cpu io memory pids\n");
    folder("/home/alice/.cache/cdlc", "rwx------");
  }

  MachineTree file(String path, String text) throws IOException {
    Path file = at(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return this;
  }

  MachineTree folder(String path, String permissions) throws IOException {
    Files.createDirectories(at(path));
    Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString(permissions));
    return this;
  }

  MachineTree mode(String path, int mode) throws IOException {
    Files.setAttribute(at(path), "unix:mode", mode);
    return this;
  }

  MachineTree link(String path, String target) throws IOException {
    Files.createSymbolicLink(at(path), Path.of(target));
    return this;
  }

  MachineTree without(String path) throws IOException {
    Files.delete(at(path));
    return this;
  }

  MachineTree v2(String... controllers) {
    hierarchies.clear();
    hierarchies.add(new Hierarchy(at("/cg"), Version.V2, List.of(controllers)));
    return this;
  }

  MachineTree v1(String... controllers) {
    hierarchies.add(new Hierarchy(at("/cg1"), Version.V1, List.of(controllers)));
    return this;
  }

  MachineTree withoutCgroups() {
    hierarchies.clear();
    return this;
  }

  MachineTree release(String other) {
    release = other;
    return this;
  }

  MachineTree withoutLandlock() {
    landlock = OptionalInt.empty();
    return this;
  }

  MachineTree withoutFileCapabilities() {
    capable = Set.of();
    return this;
  }

  MachineTree cache(Optional<Path> other) {
    cache = other;
    return this;
  }

  /** The caller is somebody else than who owns the files. */
  MachineTree asAnother() {
    callersDistance = 1;
    return this;
  }

  MachineTree privileged() {
    capabilities.add(Capability.CAP_SYS_ADMIN);
    return this;
  }

  Machine machine() {
    var host =
        new Host(
            release, "x86_64", owner + callersDistance, capabilities, new Cgroups(hierarchies));
    return new Machine(host, landlock, capable, root, cache);
  }

  Facility facility(String name) {
    return machine().facilities().stream()
        .filter(facility -> facility.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }
}
