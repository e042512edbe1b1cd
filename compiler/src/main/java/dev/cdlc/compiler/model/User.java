package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who the container's process is. Ids are those inside the container's user namespace.
 *
 * @param gid empty: the group that the image's {@code /etc/passwd} gives the user, else 0
 * @param umask the file mode creation mask, as in umask(2)
 */
public record User(Id uid, Optional<Id> gid, List<Located<Id>> groups, OptionalInt umask) {
  public User {
    groups = List.copyOf(groups);
  }

  /** A user or group, by number or by a name that the image's own files resolve at run time. */
  public sealed interface Id {
    /** 0 to 4294967295. */
    record Numeric(long value) implements Id {}

    record Named(String value) implements Id {}
  }
}
