package dev.cdlc.compiler.check.value;

import java.util.List;

/** Names in the cgroup file system: of cgroups, and of the files in them. */
public final class CgroupName {
  private CgroupName() {}

  /** Reads the path of a cgroup: from the root of the hierarchies, or beside the caller's own. */
  public static Reading<String> path(String text) {
    if (text.chars().allMatch(c -> c == '/' || c == '.') && !text.contains("..")) {
      return Reading.wrong(
          "`" + text + "` names no cgroup of the container's own", "name one, as in `/batch/x`");
    }
    return List.of(text.split("/", -1)).contains("..")
        ? Reading.wrong("`" + text + "` has a `..` in it", "write where it leads")
        : new Reading.Value<>(text);
  }

  /**
   * Reads the name of an interface file of cgroup v2, as {@code memory.high}: a controller, a point
   * and more. See kernel cgroup-v2.rst, "Conventions".
   */
  public static Reading<String> file(String text) {
    if (text.startsWith("cgroup.")) {
      return Reading.wrong(
          "`" + text + "` is no limit", "the `cgroup.` files belong to who runs the container");
    }
    return isFile(text)
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` is not a file of a cgroup",
            "write the name of a file of cgroup v2, as in `memory.high`");
  }

  private static boolean isFile(String text) {
    return text.indexOf('.') > 0
        && !text.endsWith(".")
        && text.chars().allMatch(CgroupName::mayStandInFile);
  }

  private static boolean mayStandInFile(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_';
  }
}
