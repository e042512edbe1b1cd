package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Root;

/** A root file system that the command can change for good. */
final class WritableRoot implements ContainerRule {

  @Override
  public Code code() {
    return Code.WRITABLE_ROOT;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.RESTRICTED, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    container
        .filesystem()
        .root()
        .filter(root -> isWritable(root.value()))
        .ifPresent(
            root ->
                report.add(
                    root.span(),
                    "the command can change its own programs",
                    "write `ro` behind the root, and `tmpfs` for what it writes"));
  }

  static boolean isWritable(Root root) {
    return switch (root) {
      case Root.Directory directory -> !directory.readOnly();
      case Root.Archive archive -> !archive.readOnly();
      case Root.OciLayout image -> !image.readOnly();
      case Root.DockerArchive image -> !image.readOnly();
      case Root.Registry image -> !image.readOnly();
      case Root.Host _, Root.Programs _, Root.Overlay _ -> false;
    };
  }
}
