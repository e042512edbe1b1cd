package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** What of the host's view a container shares. */
public record Isolation(
    Optional<List<Located<NamespaceType>>> namespaces, Optional<Located<String>> hostname) {
  public Isolation {
    namespaces = namespaces.map(List::copyOf);
  }
}
