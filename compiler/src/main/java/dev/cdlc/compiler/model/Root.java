package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/**
 * Where a container's root file system comes from. Paths are absolute or relative to the {@code
 * .cdl} file's folder.
 */
public sealed interface Root {
  /** A folder as it is. */
  record Directory(String path, boolean readOnly) implements Root {}

  /** The host's own tree, recursively read-only, with empty tmpfs over its writable places. */
  record Host() implements Root {}

  /** A root that has to be made before the container starts, in a folder of its own. */
  sealed interface Prepared extends Root {
    boolean readOnly();
  }

  /**
   * A folder that stays as it is: what the container changes is kept in {@code upper}, or in memory
   * while it runs.
   */
  record Overlay(String path, Optional<String> upper) implements Prepared {
    @Override
    public boolean readOnly() {
      return false;
    }
  }

  /** Programs of the host, by absolute paths, and the libraries that they need. */
  record Programs(List<String> paths) implements Prepared {
    public Programs {
      paths = List.copyOf(paths);
    }

    @Override
    public boolean readOnly() {
      return true;
    }
  }

  /** A tar archive, compressed or not. */
  record Archive(String path, boolean readOnly) implements Prepared {}

  /** An image, which says more of a container than its files: its command, its user, and so on. */
  sealed interface Image extends Prepared {}

  /** An image of an OCI image layout; without a tag, the only one there. */
  record OciLayout(String path, Optional<String> tag, boolean readOnly) implements Image {}

  /** An image as docker-save(1) writes it; without a tag, the only one there. */
  record DockerArchive(String path, Optional<String> tag, boolean readOnly) implements Image {}

  /** An image of a registry, by its name. */
  record Registry(String reference, boolean readOnly) implements Image {}
}
