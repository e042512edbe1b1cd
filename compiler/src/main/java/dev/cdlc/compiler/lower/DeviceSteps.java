package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lowers what a new file system on {@code /dev} brings with it: the default devices of runtime-spec
 * config-linux.md and the links of runtime-linux.md, as runc makes them. A {@code /dev} that is the
 * image's own or the host's is left as it is.
 */
record DeviceSteps(Input input) {
  private static final String DEV = "/dev";

  /** Anybody may read and write them. */
  private static final int MODE = 0666;

  /** Numbers: the kernel's admin-guide, devices.txt. */
  private record Node(String name, int major, int minor) {}

  private static final List<Node> NODES =
      List.of(
          new Node("null", 1, 3),
          new Node("zero", 1, 5),
          new Node("full", 1, 7),
          new Node("random", 1, 8),
          new Node("urandom", 1, 9),
          new Node("tty", 5, 0));

  private static final List<Action.Symlink> LINKS =
      List.of(
          new Action.Symlink("pts/ptmx", "/dev/ptmx", false),
          new Action.Symlink("/proc/self/fd", "/dev/fd", false),
          new Action.Symlink("/proc/self/fd/0", "/dev/stdin", false),
          new Action.Symlink("/proc/self/fd/1", "/dev/stdout", false),
          new Action.Symlink("/proc/self/fd/2", "/dev/stderr", false),
          new Action.Symlink("/proc/kcore", "/dev/core", true));

  List<Step> steps() {
    List<OciConfig.Mount> mounts = input.config().mounts();
    return IntStream.range(0, mounts.size())
        .filter(i -> mounts.get(i).destination().equals(DEV))
        .filter(i -> isOwn(mounts.get(i)))
        .mapToObj(i -> "/mounts/" + i)
        .findFirst()
        .map(this::fill)
        .orElse(List.of());
  }

  /** Every devtmpfs is the host's. */
  private static boolean isOwn(OciConfig.Mount mount) {
    return new MountOptions(mount.options()).bind().isEmpty() && !mount.type().equals("devtmpfs");
  }

  private List<Step> fill(String pointer) {
    List<Step> steps = new ArrayList<>();
    NODES.forEach(node -> steps.add(input.init(device(node), pointer)));
    LINKS.forEach(link -> steps.add(input.init(link, pointer)));
    return steps;
  }

  /** In a user namespace mknod(2) is not allowed, so the host's node is bound. */
  private Action device(Node node) {
    return new Action.Device(
        DEV + "/" + node.name(), node.major(), node.minor(), MODE, input.has(NamespaceType.USER));
  }
}
