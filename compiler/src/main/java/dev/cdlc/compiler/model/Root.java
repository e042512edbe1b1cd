package dev.cdlc.compiler.model;

/** Where a container's root file system comes from. */
public sealed interface Root {
  /** A folder; {@code path} is absolute or relative to the {@code .cdl} file's folder. */
  record Directory(String path, boolean readOnly) implements Root {}

  /** The host's own tree, recursively read-only, with empty tmpfs over its writable places. */
  record Host() implements Root {}
}
