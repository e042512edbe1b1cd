package dev.cdlc.compiler.check.value;

import java.util.ArrayList;
import java.util.List;

/** Absolute paths in the container. */
public final class ContainerPath {
  private ContainerPath() {}

  /** Reads a path and strips what makes no difference: {@code /a//b/./} is {@code /a/b}. */
  public static Reading<String> read(String text) {
    if (!text.startsWith("/")) {
      return Reading.wrong(
          "`" + text + "` is not an absolute path",
          "paths in the container begin with `/`",
          rewrites(text));
    }
    List<String> parts = parts(text);
    return parts.contains("..")
        ? Reading.wrong(
            "`" + text + "` has a `..` in it",
            "say where it leads: a symbolic link on the way could change that")
        : new Reading.Value<>("/" + String.join("/", parts));
  }

  /** What is left of a relative path once it starts at the root. */
  private static String[] rewrites(String text) {
    boolean plain = !text.isEmpty() && !text.startsWith(".") && !text.startsWith("~");
    return plain ? new String[] {"/" + text} : new String[0];
  }

  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    for (String part : text.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }
}
