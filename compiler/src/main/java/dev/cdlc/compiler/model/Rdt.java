package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** {@code rdt}: a share of caches and memory bandwidth, in the words of the kernel's resctrl. */
public record Rdt(
    Optional<Located<String>> closId,
    Optional<Located<String>> l3,
    Optional<Located<String>> memBw,
    List<Located<String>> schemata,
    Optional<Located<Boolean>> monitoring) {
  public Rdt {
    schemata = List.copyOf(schemata);
  }
}
