package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import java.util.Locale;

/** A program that maps subordinate ids for who may not: newuidmap(1), newgidmap(1). */
public enum MappingProgram {
  NEWUIDMAP(Capability.CAP_SETUID),
  NEWGIDMAP(Capability.CAP_SETGID);

  private final Capability capability;

  MappingProgram(Capability capability) {
    this.capability = capability;
  }

  String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one path where it is looked for: what PATH leads to is not the host's word. */
  public String path() {
    return "/usr/bin/" + program();
  }

  /** What it needs, unless it is set-user-ID root. */
  Capability capability() {
    return capability;
  }
}
