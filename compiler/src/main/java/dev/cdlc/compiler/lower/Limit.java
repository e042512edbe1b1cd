package dev.cdlc.compiler.lower;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import java.util.List;

/**
 * A limit of a cgroup, and the value that asks for it.
 *
 * @param pointer from {@code linux.resources} on
 */
record Limit(String pointer, LimitCgroup action) {
  private static final long UNLIMITED = -1;

  /** A limit that has a file of its own in both versions. */
  static Limit in(String pointer, Controller controller, CgroupFile v1, CgroupFile v2) {
    return new Limit(pointer, new LimitCgroup(controller, List.of(v1), List.of(v2)));
  }

  /**
   * A limit that is the same in both versions, or that one of them lacks: there the file is missing
   * when the container starts, and the report says so.
   */
  static Limit everywhere(String pointer, Controller controller, String file, Object value) {
    var written = new CgroupFile(file, value.toString());
    return in(pointer, controller, written, written);
  }

  static CgroupFile file(String name, Object value) {
    return new CgroupFile(name, value.toString());
  }

  /** The same, which may be left out. */
  Limit dispensable() {
    return new Limit(pointer, new LimitCgroup(action.controller(), action.v1(), action.v2(), true));
  }

  /** As cgroup v2 writes a limit, of which -1 is none. */
  static String orMax(long limit) {
    return limit == UNLIMITED ? "max" : Long.toString(limit);
  }
}
