package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import java.util.List;

/** A socket whose other end starts what it is told, as root. */
final class ControlSocketBound implements ContainerRule {
  private static final List<String> FOLDERS = List.of("/run", "/var/run");
  private static final List<String> BELOW =
      List.of(
          "/run/systemd",
          "/run/containerd",
          "/run/crio",
          "/run/podman",
          "/run/dbus",
          "/var/run/docker",
          "/var/run/systemd",
          "/var/run/containerd",
          "/var/run/crio",
          "/var/run/podman",
          "/var/run/dbus");
  private static final List<String> SOCKETS =
      List.of("/docker.sock", "/containerd.sock", "/crio.sock", "/podman.sock");

  @Override
  public Code code() {
    return Code.CONTROL_SOCKET_BOUND;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    for (HostPaths.Bound bound : HostPaths.of(container)) {
      if (FOLDERS.contains(bound.path()) || bound.isIn(BELOW) || hasSocketName(bound.path())) {
        report.add(
            bound.span(),
            "`%s` leads to a service that rules the host".formatted(bound.path()),
            "leave it out, whether `ro` or not: a socket can be connected to all the same");
      }
    }
  }

  private static boolean hasSocketName(String path) {
    for (String name : SOCKETS) {
      if (path.endsWith(name)) {
        return true;
      }
    }
    return false;
  }
}
