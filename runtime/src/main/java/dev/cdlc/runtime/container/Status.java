package dev.cdlc.runtime.container;

import java.util.Locale;

/** What a container is in; see OCI runtime.md, "State". */
public enum Status {
  CREATING,
  CREATED,
  RUNNING,
  STOPPED;

  /** As the specification writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
