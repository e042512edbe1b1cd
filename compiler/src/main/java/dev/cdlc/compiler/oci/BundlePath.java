package dev.cdlc.compiler.oci;

import java.util.ArrayList;
import java.util.List;

/** Paths as config.json writes them: text, the same on every host. */
final class BundlePath {
  private BundlePath() {}

  /**
   * Without empty and {@code .} segments; {@code ..} stays, since what is above a symbolic link is
   * for the kernel to say.
   */
  static String tidy(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    String joined = String.join("/", segments);
    if (path.startsWith("/")) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  static String resolve(String folder, String path) {
    return tidy(path.startsWith("/") ? path : folder + "/" + path);
  }
}
