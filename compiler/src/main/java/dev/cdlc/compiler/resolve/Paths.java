package dev.cdlc.compiler.resolve;

import java.util.ArrayList;

/** Paths as text. */
public final class Paths {
  private Paths() {}

  /** {@code path} as it reads from {@code folder}; an empty folder adds nothing. */
  public static String join(String folder, String path) {
    String tidy = path.startsWith("./") ? tail(path) : path;
    if (tidy.startsWith("/") || folder.isEmpty()) {
      return tidy;
    }
    return folder.equals("/") ? "/" + tidy : folder + "/" + tidy;
  }

  private static String tail(String path) {
    int start = 0;
    while (path.startsWith("./", start)) {
      start += 2;
      while (start < path.length() && path.charAt(start) == '/') {
        start++;
      }
    }
    return path.substring(start);
  }

  /** What stands before the last slash; empty where there is none. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
  }

  /** The folder above an absolute one; that of the root is the root. */
  static String parent(String folder) {
    return folder.equals("/") ? folder : folder(folder);
  }

  /** An absolute path without {@code .}, {@code ..} and empty segments, read as text. */
  static String normal(String path) {
    var segments = new ArrayList<String>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        if (!segments.isEmpty()) {
          segments.removeLast();
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return "/" + String.join("/", segments);
  }
}
