package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** What tags the container's packets: {@code net-class} and {@code net-priority}. */
public record Network(
    Optional<Located<Long>> classId, List<Located<InterfacePriority>> priorities) {
  public Network {
    priorities = List.copyOf(priorities);
  }

  /** The priority of what leaves through one network interface. */
  public record InterfacePriority(String name, long priority) {}
}
