package dev.cdlc.compiler.model;

/**
 * {@code secret}: a file in memory that only the container sees.
 *
 * @param path absolute, in the container
 * @param mode as in chmod(2), 0 to 0777
 */
public record Secret(String name, Source source, String path, int mode) {
  /** Where the content comes from, at run time. */
  public sealed interface Source {
    /** {@code path} as {@link Root.Directory#path}. */
    record HostFile(String path) implements Source {}

    /** The text itself, which nothing prints. */
    record Text(String value) implements Source {
      @Override
      public String toString() {
        return "Text[]";
      }
    }

    /** A variable of the caller's environment. */
    record Variable(String name) implements Source {}
  }
}
