package dev.cdlc.compiler.oci;

/**
 * The folder that a config.json is read from.
 *
 * @param folder the absolute path of the source's folder
 * @param paths how config.json writes the paths that start there
 */
public record Bundle(String folder, Paths paths) {
  public Bundle {
    if (!folder.startsWith("/")) {
      throw new IllegalArgumentException("folder must be absolute: " + folder);
    }
  }

  /** How paths of the source are written into config.json. */
  public enum Paths {
    /** For a config.json beside the source. */
    RELATIVE,
    /** For a config.json anywhere. */
    ABSOLUTE
  }

  String path(String written) {
    return switch (paths) {
      case RELATIVE -> BundlePath.tidy(written);
      case ABSOLUTE -> BundlePath.resolve(folder, written);
    };
  }
}
