package dev.cdlc.plan;

import java.util.Optional;

/**
 * A file of a cgroup and what is written into it, without a newline.
 *
 * @param otherwise what is written where the kernel has no such file
 */
public record CgroupFile(String name, String value, Optional<CgroupFile> otherwise) {
  public CgroupFile(String name, String value) {
    this(name, value, Optional.empty());
  }
}
