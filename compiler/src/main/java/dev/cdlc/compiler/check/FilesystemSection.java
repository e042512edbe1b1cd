package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.model.Filesystem;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.plan.Propagation;
import java.util.List;

/** What a container's body says of the files that it sees: root and mounts. */
final class FilesystemSection {
  /** Their names have no prefix in config.json. */
  private static final Choice<Propagation> PROPAGATION =
      new Choice<>(List.of(Propagation.values()), Propagation::name, "propagation");

  private final Values values;
  private final RootSection root;
  private final Once<Boolean> defaultMounts;
  private final MountSection mounts;
  private final ProtectedPathSection maskedPaths;
  private final ProtectedPathSection readonlyPaths;
  private final Once<Propagation> propagation;

  FilesystemSection(Cells cells) {
    values = new Values(cells.findings());
    root = new RootSection(cells);
    defaultMounts = cells.once("`default-mounts`");
    mounts = new MountSection(cells);
    maskedPaths =
        new ProtectedPathSection(cells, "masked-paths", "a container without files cannot run");
    readonlyPaths =
        new ProtectedPathSection(
            cells, "readonly-paths", "write `root DIR ro`; it leaves the mounts writable");
    propagation = cells.once("the propagation of the root");
  }

  void read(FilesystemKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case ROOT -> root.folder(arguments);
      case ROOT_HOST -> root.host(arguments);
      case ROOT_FROM -> root.programs(arguments);
      case ROOT_TAR -> root.archive(arguments);
      case ROOT_OCI -> root.ociLayout(arguments);
      case ROOT_DOCKER_ARCHIVE -> root.dockerArchive(arguments);
      case ROOT_IMAGE -> root.registry(arguments);
      case BIND -> mounts.bind(arguments);
      case TMPFS -> mounts.tmpfs(arguments);
      case MOUNT -> mounts.mount(arguments);
      case DEFAULT_MOUNTS ->
          values.read(arguments.one(0), Toggle::read).ifPresent(defaultMounts::say);
      case MASKED_PATHS -> maskedPaths.read(arguments);
      case READONLY_PATHS -> readonlyPaths.read(arguments);
      case ROOTFS_PROPAGATION ->
          values.read(arguments.one(0), PROPAGATION::read).ifPresent(propagation::say);
    }
  }

  Filesystem value() {
    return new Filesystem(
        root.value(),
        mounts.values(),
        defaultMounts.value(),
        maskedPaths.value(),
        readonlyPaths.value(),
        propagation.value());
  }

  /** Whether a root that is said may bring a command along, as an image does. */
  boolean mayBringCommand() {
    return root.mayBeImage();
  }

  /** A path of the host, absolute or relative to the file. */
  static Reading<String> path(String text) {
    return text.isEmpty()
        ? Reading.wrong("the path is empty", "`.` is the folder of the .cdl file")
        : new Reading.Value<>(text);
  }
}
