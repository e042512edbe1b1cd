package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.InitAction.TextFile;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lowers what {@code net} says of the files by which programs find names: hosts(5), hostname(5) and
 * resolv.conf(5). Where {@code net} is not said, and where a mount of the source is, the root's own
 * stay.
 */
record NetworkFileSteps(Input input) {
  private static final String HOSTS = "/etc/hosts";
  private static final String HOSTNAME = "/etc/hostname";
  private static final String RESOLV_CONF = "/etc/resolv.conf";

  private static final String LOCALHOST =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      """;

  /** They are small, and nothing else can be made beside them. */
  private static final String SIZE = "64k";

  /** When all is mounted. */
  List<Step> steps() {
    return mode().map(this::actions).orElse(List.of()).stream()
        .map(action -> input.init(action, NetworkSteps.POINTER))
        .toList();
  }

  private Optional<NetworkMode> mode() {
    return input.extras().isolation().network().map(said -> said.value());
  }

  private List<Action> actions(NetworkMode mode) {
    List<Action> actions = new ArrayList<>();
    if (mode == NetworkMode.HOST && !input.extras().hostRoot()) {
      List.of(HOSTS, RESOLV_CONF).stream()
          .filter(this::isOpen)
          .map(NetworkFileSteps::ofHost)
          .forEach(actions::add);
    }
    List<TextFile> made = made(mode).stream().filter(file -> isOpen(file.path())).toList();
    if (!made.isEmpty()) {
      actions.add(
          new InitAction.CoverFiles(made, attributes(), options(), input.extras().hostRoot()));
    }
    return actions;
  }

  /** Whether no mount of the source has that very place. */
  private boolean isOpen(String path) {
    return input.config().mounts().stream()
        .map(OciConfig.Mount::destination)
        .noneMatch(path::equals);
  }

  private static InitAction.Bind ofHost(String path) {
    List<MountAttribute> attributes = new ArrayList<>(PLAIN);
    attributes.add(MountAttribute.RDONLY);
    return new InitAction.Bind(path, path, false, attributes, true);
  }

  private List<TextFile> made(NetworkMode mode) {
    List<TextFile> files = new ArrayList<>();
    if (mode != NetworkMode.HOST) {
      files.add(new TextFile(HOSTS, LOCALHOST + ownLine(mode)));
    }
    input.config().hostname().ifPresent(name -> files.add(new TextFile(HOSTNAME, name + "\n")));
    if (mode == NetworkMode.USER) {
      files.add(new TextFile(RESOLV_CONF, "nameserver %s\n".formatted(NetworkSteps.DNS)));
    }
    return files;
  }

  /** The container's name, and the part of it before a dot. */
  private String ownLine(NetworkMode mode) {
    String address = mode == NetworkMode.USER ? NetworkSteps.ADDRESS : "127.0.0.1";
    return input
        .config()
        .hostname()
        .map(name -> address + "\t" + name + firstPart(name) + "\n")
        .orElse("");
  }

  private static String firstPart(String name) {
    int dot = name.indexOf('.');
    return dot > 0 ? " " + name.substring(0, dot) : "";
  }

  private static final List<MountAttribute> PLAIN =
      List.of(MountAttribute.NOSUID, MountAttribute.NODEV, MountAttribute.NOEXEC);

  private List<MountAttribute> attributes() {
    List<MountAttribute> attributes = new ArrayList<>(PLAIN);
    if (input.config().root().readonly()) {
      attributes.add(MountAttribute.RDONLY);
    }
    return attributes;
  }

  private List<FsOption> options() {
    List<FsOption> options = new ArrayList<>();
    options.add(new FsOption("size", Optional.of(SIZE)));
    options.add(new FsOption("mode", Optional.of("755")));
    new LabelSteps(input).ofFiles().ifPresent(options::add);
    return options;
  }
}
