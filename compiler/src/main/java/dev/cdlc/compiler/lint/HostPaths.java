package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import java.util.ArrayList;
import java.util.List;

/** The folders and files of the host that a container binds. */
final class HostPaths {
  private HostPaths() {}

  /** A mount of one, and its absolute path without {@code .}, {@code ..} and trailing slashes. */
  record Bound(String path, Mount mount, Span span) {
    boolean readOnly() {
      return mount.has("ro") || mount.has("rro");
    }

    /** Whether it is one of these folders, or beneath one. */
    boolean isIn(List<String> folders) {
      for (String folder : folders) {
        if (path.equals(folder) || path.startsWith(folder + "/")) {
          return true;
        }
      }
      return false;
    }
  }

  /** Those that the source names by absolute paths. */
  static List<Bound> of(Container container) {
    List<Located<Mount>> mounts = container.filesystem().mounts();
    if (mounts.isEmpty()) {
      return List.of();
    }
    List<Bound> bound = new ArrayList<>();
    for (Located<Mount> mount : mounts) {
      String source = source(mount.value());
      if (source.startsWith("/")) {
        bound.add(new Bound(normal(source), mount.value(), mount.span()));
      }
    }
    return bound;
  }

  private static String source(Mount mount) {
    return switch (mount) {
      case Mount.Bind bind -> bind.source();
      case Mount.Tmpfs _ -> "";
      case Mount.Typed typed -> typed.isBind() ? source(typed.source()) : "";
    };
  }

  private static String source(Mount.Source source) {
    return switch (source) {
      case Mount.Source.HostPath(String path) -> path;
      case Mount.Source.Name(String text) -> text;
    };
  }

  private static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> {
          if (!parts.isEmpty()) {
            parts.removeLast();
          }
        }
        default -> parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }
}
