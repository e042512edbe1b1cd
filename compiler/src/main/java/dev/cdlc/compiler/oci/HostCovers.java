package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.oci.OciConfig.Mount;
import java.util.List;

/**
 * What {@code root host} hides of the host: a socket can be connected to through a read-only tree,
 * and a home folder be read.
 */
final class HostCovers {
  static final List<Mount> MOUNTS =
      List.of(
          cover("/run", "mode=755"),
          cover("/var/run", "mode=755"),
          cover("/tmp", "mode=1777"),
          cover("/var/tmp", "mode=1777"),
          cover("/dev/shm", "mode=1777"),
          cover("/home", "mode=755"),
          cover("/root", "mode=700"));

  private HostCovers() {}

  private static Mount cover(String destination, String mode) {
    return new Mount(destination, "tmpfs", "tmpfs", List.of("nosuid", "nodev", mode));
  }
}
