package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.model.CgroupFile;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;

/** What {@code cgroup-file} says of limits that have statements too. */
final class CgroupFiles {
  private CgroupFiles() {}

  /** Whether a file is written, and with a limit. */
  static boolean limits(Container container, String file) {
    for (Located<CgroupFile> said : container.resources().cgroupFiles()) {
      if (said.value().name().equals(file) && !said.value().value().startsWith("max")) {
        return true;
      }
    }
    return false;
  }
}
