package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.CapabilityCondition;
import dev.cdlc.plan.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The filter of system calls where the source asks for none: {@code default-filter.txt}, which is
 * read when it is first asked for.
 */
public final class DefaultFilter {
  /** All that cdlc makes executables for, so that one config.json serves each of them. */
  static final List<String> ARCHITECTURES =
      List.of(
          "SCMP_ARCH_X86_64",
          "SCMP_ARCH_X86",
          "SCMP_ARCH_X32",
          "SCMP_ARCH_AARCH64",
          "SCMP_ARCH_ARM");

  private static final List<Group> GROUPS = new DefaultFilterReader().groups(text());

  private DefaultFilter() {}

  /** Rules for one purpose. */
  public record Group(String title, List<Entry> entries) {
    public Group {
      entries = List.copyOf(entries);
    }
  }

  /** A rule, and which containers have it. */
  public record Entry(CapabilityCondition condition, OciSeccomp.Rule rule) {}

  /** All rules, by purpose. */
  public static List<Group> groups() {
    return GROUPS;
  }

  /** The filter of a container that can have these capabilities. */
  public static OciSeccomp filter(Collection<Capability> held) {
    List<OciSeccomp.Rule> rules = new ArrayList<>();
    for (Group group : GROUPS) {
      for (Entry entry : group.entries()) {
        if (entry.condition().holds(held)) {
          rules.add(entry.rule());
        }
      }
    }
    return new OciSeccomp(
        "SCMP_ACT_ERRNO",
        OptionalInt.empty(),
        ARCHITECTURES,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        rules);
  }

  private static String text() {
    try (InputStream text = DefaultFilter.class.getResourceAsStream("default-filter.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
