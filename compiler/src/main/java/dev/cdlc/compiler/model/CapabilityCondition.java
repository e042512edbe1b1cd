package dev.cdlc.compiler.model;

import dev.cdlc.plan.Capability;
import java.util.Collection;

/** Whether a rule of a filter stands for a container, by the capabilities that it can have. */
public sealed interface CapabilityCondition {
  record Always() implements CapabilityCondition {}

  record With(Capability capability) implements CapabilityCondition {}

  record Without(Capability capability) implements CapabilityCondition {}

  default boolean holds(Collection<Capability> held) {
    return switch (this) {
      case Always() -> true;
      case With(Capability capability) -> held.contains(capability);
      case Without(Capability capability) -> !held.contains(capability);
    };
  }
}
