package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.NodeType;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lowers {@code linux.devices}, after what a new file system on {@code /dev} brings with it: the
 * default devices of runtime-spec config-linux.md and the links of runtime-linux.md, as runc makes
 * them. A {@code /dev} that is the image's own or the host's is left as it is.
 */
record DeviceSteps(Input input) {
  private static final String DEV = "/dev";
  private static final String PTMX = "/dev/ptmx";
  private static final String DEVICES = "/linux/devices";

  /** Anybody may read and write them; also the mode of a device that says none, as in runc. */
  private static final int MODE = 0666;

  /** Engines say the type in the mode as well, as st_mode of stat(2) has it: it is said already. */
  private static final int PERMISSIONS = 0777;

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

  private static final List<InitAction.Symlink> LINKS =
      List.of(
          new InitAction.Symlink("pts/ptmx", PTMX, false),
          new InitAction.Symlink("/proc/self/fd", "/dev/fd", false),
          new InitAction.Symlink("/proc/self/fd/0", "/dev/stdin", false),
          new InitAction.Symlink("/proc/self/fd/1", "/dev/stdout", false),
          new InitAction.Symlink("/proc/self/fd/2", "/dev/stderr", false),
          new InitAction.Symlink("/proc/kcore", "/dev/core", true));

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    freshDev().ifPresent(pointer -> fill(pointer, steps));
    List<OciConfig.Device> devices = input.config().linux().devices();
    for (int i = 0; i < devices.size(); i++) {
      if (!isLinked(devices.get(i))) {
        make(devices.get(i), DEVICES + "/" + i, steps);
      }
    }
    for (Device.OfHost device : input.extras().hostDevices()) {
      steps.add(input.init(bind(device.path()), Extras.pointer(device)));
    }
    return steps;
  }

  private Optional<String> freshDev() {
    List<OciConfig.Mount> mounts = input.config().mounts();
    return IntStream.range(0, mounts.size())
        .filter(i -> mounts.get(i).destination().equals(DEV))
        .filter(i -> isOwn(mounts.get(i)))
        .mapToObj(i -> "/mounts/" + i)
        .findFirst();
  }

  /** Every devtmpfs is the host's. */
  private static boolean isOwn(OciConfig.Mount mount) {
    return new MountOptions(mount.options()).bind().isEmpty() && !mount.type().equals("devtmpfs");
  }

  private void fill(String pointer, List<Step> steps) {
    NODES.stream()
        .filter(node -> !isAsked(DEV + "/" + node.name()))
        .forEach(node -> steps.add(input.init(device(node), pointer)));
    LINKS.forEach(link -> steps.add(input.init(link, pointer)));
  }

  private boolean isAsked(String path) {
    return input.config().linux().devices().stream().anyMatch(asked -> asked.path().equals(path));
  }

  /** Terminals come from the container's own devpts, whatever the host has at that path. */
  private boolean isLinked(OciConfig.Device device) {
    return device.path().equals(PTMX) && freshDev().isPresent();
  }

  /** In a user namespace mknod(2) is not allowed, so the host's node is bound. */
  private Action device(Node node) {
    return new InitAction.Device(
        DEV + "/" + node.name(), node.major(), node.minor(), MODE, input.has(NamespaceType.USER));
  }

  private void make(OciConfig.Device device, String pointer, List<Step> steps) {
    String folder = device.path().substring(0, device.path().lastIndexOf('/'));
    if (!folder.isEmpty() && !folder.equals(DEV)) {
      steps.add(input.init(new InitAction.MakeFolder(folder), pointer));
    }
    boolean bound = input.has(NamespaceType.USER) && type(device) != NodeType.FIFO;
    steps.add(input.init(bound ? bind(device.path()) : node(device), pointer));
  }

  private static Action bind(String path) {
    return new InitAction.Bind(path, path, false, List.of(), false);
  }

  private static Action node(OciConfig.Device device) {
    return new InitAction.Device(
        device.path(),
        type(device),
        Math.toIntExact(device.major().orElse(0L)),
        Math.toIntExact(device.minor().orElse(0L)),
        device.fileMode().orElse(MODE) & PERMISSIONS,
        false,
        owner(device));
  }

  /** {@code u} is a character device too, without a buffer; see mknod(1). */
  private static NodeType type(OciConfig.Device device) {
    return switch (device.type()) {
      case "b" -> NodeType.BLOCK;
      case "p" -> NodeType.FIFO;
      default -> NodeType.CHARACTER;
    };
  }

  private static Optional<SupervisorAction.Owner> owner(OciConfig.Device device) {
    var owner = new SupervisorAction.Owner(device.uid().orElse(0L), device.gid().orElse(0L));
    return Optional.of(owner).filter(said -> said.uid() != 0 || said.gid() != 0);
  }

  /**
   * Whether a step can make it: mknod(2) makes no device in a user namespace. Engines take the
   * numbers of a device from the host's node at that path, which is bound for them, as runc does.
   */
  static boolean canMake(OciConfig.Device device, Input input) {
    boolean numbered = input.shape() instanceof Shape.Attached && input.has(NamespaceType.USER);
    return type(device) == NodeType.FIFO || (!numbered && device.major().isPresent());
  }
}
