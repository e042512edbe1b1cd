package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.SecurityModule;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lowers {@code process.apparmorProfile}, {@code process.selinuxLabel} and {@code
 * linux.mountLabel}.
 */
record LabelSteps(Input input) {
  private static final String PROFILE = "/process/apparmorProfile";
  private static final String LABEL = "/process/selinuxLabel";
  private static final String MOUNT_LABEL = "/linux/mountLabel";
  private static final String CONTEXT = "context";

  /** Each of these file systems has one superblock, which was there before any mount of it. */
  private static final Set<String> OF_THE_KERNEL =
      Set.of("proc", "sysfs", "mqueue", "cgroup", "cgroup2");

  /**
   * While the init still sees the host's proc(5), and after the hooks that it runs before its
   * pivot, which would be confined as the command is.
   */
  List<Step> ofCommand() {
    OciConfig.Process process = input.config().process();
    return Stream.of(
            step(SecurityModule.APPARMOR, process.apparmorProfile(), PROFILE),
            step(SecurityModule.SELINUX, process.selinuxLabel(), LABEL))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Step> step(SecurityModule module, Optional<String> label, String pointer) {
    return label.map(
        said ->
            input.init(new InitAction.SetExecLabel(module, said, dispensable(pointer)), pointer));
  }

  /** For a mount of a new file system that says none itself; as runc, none for the kernel's own. */
  Optional<FsOption> ofMount(OciConfig.Mount mount, List<FsOption> said) {
    return mountLabel()
        .filter(_ -> !OF_THE_KERNEL.contains(mount.type()))
        .filter(_ -> said.stream().noneMatch(option -> option.key().equals(CONTEXT)))
        .map(label -> new FsOption(CONTEXT, Optional.of(label), dispensable(MOUNT_LABEL)));
  }

  /** For a tmpfs that the source says nothing of. */
  Optional<FsOption> ofFiles() {
    return mountLabel()
        .map(label -> new FsOption(CONTEXT, Optional.of(label), dispensable(MOUNT_LABEL)));
  }

  /** For a mount that takes no such option, but can be labelled when it is made. */
  Optional<InitAction> afterMount(OciConfig.Mount mount) {
    return mountLabel()
        .filter(_ -> mount.type().equals("mqueue"))
        .map(
            label ->
                new InitAction.LabelMount(mount.destination(), label, dispensable(MOUNT_LABEL)));
  }

  private Optional<String> mountLabel() {
    return input.config().linux().mountLabel();
  }

  private boolean dispensable(String pointer) {
    return input.isTried(pointer);
  }
}
