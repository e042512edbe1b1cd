package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.model.CapabilityCondition;
import dev.cdlc.compiler.oci.DefaultCapabilities;
import dev.cdlc.compiler.oci.DefaultFilter;
import dev.cdlc.plan.Capability;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says of a capability what it lets a process do. */
final class CapabilityPage {
  private static final String PREFIX = "CAP_";

  private CapabilityPage() {}

  /** The names, as a source writes them. */
  static List<String> names() {
    return Arrays.stream(Capability.values()).map(CapabilityPage::name).toList();
  }

  static String name(Capability capability) {
    return capability.name().substring(PREFIX.length());
  }

  /** The capability of a name, in any letter case, with or without {@code CAP_}. */
  static Optional<Capability> find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String whole = upper.startsWith(PREFIX) ? upper : PREFIX + upper;
    return Arrays.stream(Capability.values())
        .filter(capability -> capability.name().equals(whole))
        .findFirst();
  }

  static String text(Capability capability) {
    List<String> calls = callsOfFilter(capability);
    return Lines.title(capability.name(), "a capability, number " + capability.number())
        + Lines.paragraph(CapabilityMeaning.of(capability))
        + "\n"
        + Lines.field("unsaid", unsaid(capability))
        + (calls.isEmpty()
            ? ""
            : Lines.field("default filter", "lets it call " + String.join(", ", calls)))
        + Lines.field("source", "capabilities(7)");
  }

  private static String unsaid(Capability capability) {
    return isDefault(capability)
        ? "a container has it, among the default fourteen; `cap drop %s` takes it away"
            .formatted(name(capability))
        : "a container lacks it; `cap add %s` gives it".formatted(name(capability));
  }

  /** Whether containers have it that say nothing of it. */
  static boolean isDefault(Capability capability) {
    return DefaultCapabilities.ALL.contains(capability);
  }

  /** The system calls that the default filter has for containers with this capability alone. */
  static List<String> callsOfFilter(Capability capability) {
    return DefaultFilter.groups().stream()
        .flatMap(group -> group.entries().stream())
        .filter(entry -> entry.condition().equals(new CapabilityCondition.With(capability)))
        .flatMap(entry -> entry.rule().names().stream())
        .toList();
  }
}
