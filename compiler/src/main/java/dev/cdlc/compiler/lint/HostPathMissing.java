package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Hook;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.Root;
import java.util.ArrayList;
import java.util.List;

/** What a container takes from the host, and is not there. */
final class HostPathMissing implements ContainerRule {
  @Override
  public Code code() {
    return Code.HOST_PATH_MISSING;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    report.host().ifPresent(host -> check(container, host, report));
  }

  private static void check(Container container, HostFacts host, Report report) {
    for (Located<String> path : paths(container)) {
      if (host.lacks(path.value()) && !container.isTried(path.span())) {
        report.add(
            path.span(),
            "this host has no `%s`".formatted(path.value()),
            "make it before the container starts, or correct the path");
      }
    }
  }

  private static List<Located<String>> paths(Container container) {
    List<Located<String>> paths = new ArrayList<>();
    container.filesystem().root().ifPresent(root -> add(root, paths));
    for (Located<Mount> mount : container.filesystem().mounts()) {
      if (mount.value() instanceof Mount.Bind bind) {
        paths.add(new Located<>(bind.source(), mount.span()));
      }
    }
    for (Located<Device> device : container.resources().devices()) {
      if (device.value() instanceof Device.OfHost ofHost) {
        paths.add(new Located<>(ofHost.path(), device.span()));
      }
    }
    for (Located<Hook> hook : container.lifecycle().hooks()) {
      paths.add(new Located<>(hook.value().path(), hook.span()));
    }
    return paths;
  }

  private static void add(Located<Root> root, List<Located<String>> paths) {
    Span span = root.span();
    switch (root.value()) {
      case Root.Directory directory -> paths.add(new Located<>(directory.path(), span));
      case Root.Overlay overlay -> paths.add(new Located<>(overlay.path(), span));
      case Root.Archive archive -> paths.add(new Located<>(archive.path(), span));
      case Root.OciLayout layout -> paths.add(new Located<>(layout.path(), span));
      case Root.DockerArchive archive -> paths.add(new Located<>(archive.path(), span));
      case Root.Programs programs ->
          programs.paths().forEach(path -> paths.add(new Located<>(path, span)));
      case Root.Host _, Root.Registry _ -> {}
    }
  }
}
