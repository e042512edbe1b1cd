package dev.cdlc.runtime.container;

import java.util.Locale;

/** What a container is in; see OCI runtime.md, "State". {@link #PAUSED} is runc's. */
public enum Status {
  CREATING,
  CREATED,
  RUNNING,
  PAUSED,
  STOPPED;

  /** Whether there is a process to send signals to. */
  public boolean hasInit() {
    return switch (this) {
      case CREATED, RUNNING, PAUSED -> true;
      case CREATING, STOPPED -> false;
    };
  }

  /** As the specification writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
