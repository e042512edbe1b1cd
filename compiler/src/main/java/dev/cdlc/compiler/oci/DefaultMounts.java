package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.compiler.oci.OciConfig.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mounts that a container gets unless it says {@code default-mounts off}. Source: the order and
 * options of runc's {@code spec} command, with proc and sysfs as moby has them (daemon/pkg/oci).
 */
final class DefaultMounts {
  static final String PROC = "/proc";

  private static final List<String> RESTRICTED = List.of("nosuid", "noexec", "nodev");

  private static final Mount PROC_MOUNT = new Mount(PROC, "proc", "proc", RESTRICTED);

  private static final Mount DEV =
      new Mount(
          "/dev", "tmpfs", "tmpfs", List.of("nosuid", "strictatime", "mode=755", "size=65536k"));

  private static final Mount PTS =
      new Mount(
          "/dev/pts",
          "devpts",
          "devpts",
          List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"));

  /** Group 5 is {@code tty} everywhere; a user namespace may not have it. */
  private static final Mount TTY_PTS =
      new Mount(
          "/dev/pts",
          "devpts",
          "devpts",
          Stream.concat(PTS.options().stream(), Stream.of("gid=5")).toList());

  private static final Mount SHM =
      new Mount(
          "/dev/shm",
          "tmpfs",
          "shm",
          List.of("nosuid", "noexec", "nodev", "mode=1777", "size=65536k"));

  private static final Mount MQUEUE = new Mount("/dev/mqueue", "mqueue", "mqueue", RESTRICTED);

  private static final Mount SYS =
      new Mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro"));

  private static final Mount CGROUP =
      new Mount(
          "/sys/fs/cgroup",
          "cgroup",
          "cgroup",
          List.of("nosuid", "noexec", "nodev", "relatime", "ro"));

  /** All that do not depend on the container, but for whether it has them. */
  static final List<Mount> CONSTANT =
      List.of(PROC_MOUNT, DEV, PTS, TTY_PTS, SHM, MQUEUE, SYS, CGROUP);

  private DefaultMounts() {}

  static List<Mount> of(Linux linux, Isolation isolation) {
    boolean user = linux.has(NamespaceType.USER);
    List<Mount> mounts = new ArrayList<>();
    mounts.add(PROC_MOUNT);
    mounts.add(DEV);
    mounts.add(isolation.hasGroup(5).orElse(false) ? TTY_PTS : PTS);
    mounts.add(SHM);
    mounts.add(user && !linux.governs(NamespaceType.IPC) ? hosts("/dev/mqueue") : MQUEUE);
    boolean hostsSys = user && !linux.governs(NamespaceType.NETWORK);
    mounts.add(hostsSys ? hosts("/sys") : SYS);
    if (!user || linux.governs(NamespaceType.CGROUP)) {
      mounts.add(CGROUP);
    } else if (!hostsSys) {
      mounts.add(hosts("/sys/fs/cgroup"));
    }
    return mounts;
  }

  /**
   * The host's own, since the kernel mounts these in a user namespace only for namespaces that it
   * owns.
   */
  private static Mount hosts(String path) {
    return new Mount(path, "bind", path, List.of("rbind", "rnosuid", "rnoexec", "rnodev", "rro"));
  }
}
