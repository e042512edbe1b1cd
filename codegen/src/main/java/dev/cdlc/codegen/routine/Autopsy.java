package dev.cdlc.codegen.routine;

import java.util.List;
import java.util.Optional;

/**
 * What is looked into when a container has ended badly, and where that is told.
 *
 * @param breaches limits that it may have reached
 * @param filter present if its filter of system calls can kill
 * @param reportFile the path of a file; standard error if none
 */
public record Autopsy(
    List<Breach> breaches, Optional<KillingFilter> filter, Optional<String> reportFile) {
  /** Of a container that has neither. */
  public static final Autopsy NONE = new Autopsy(List.of(), Optional.empty(), Optional.empty());

  public Autopsy {
    breaches = List.copyOf(breaches);
  }
}
