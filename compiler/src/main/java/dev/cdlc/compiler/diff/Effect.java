package dev.cdlc.compiler.diff;

import java.util.Locale;

/** What a change does to the reach of a container; ordered from the gravest. */
public enum Effect {
  /** The container may do, use or see more, or it cannot be told that it may not. */
  WIDENS,
  /** The container may do, use or see less. */
  NARROWS,
  /** The container does something else within the same walls. */
  NEUTRAL;

  /** As in {@code widens}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
