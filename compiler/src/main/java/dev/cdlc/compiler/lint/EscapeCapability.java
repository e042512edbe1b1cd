package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Capability;
import java.util.EnumMap;
import java.util.Map;

/** A capability by which a process leaves its container. */
final class EscapeCapability implements ContainerRule {
  /** What each lets a process do to its host; see capabilities(7). */
  private static final EnumMap<Capability, String> ESCAPES =
      new EnumMap<>(
          Map.of(
              Capability.CAP_SYS_ADMIN,
              "it mounts the host's disks, and enters its namespaces",
              Capability.CAP_SYS_MODULE,
              "it loads code into the host's kernel",
              Capability.CAP_SYS_PTRACE,
              "it takes over processes that it sees",
              Capability.CAP_SYS_RAWIO,
              "it reads and writes the host's memory and disks",
              Capability.CAP_BPF,
              "it attaches programs to the host's kernel",
              Capability.CAP_DAC_READ_SEARCH,
              "it opens any file of a mounted file system by its handle"));

  @Override
  public Code code() {
    return Code.ESCAPE_CAPABILITY;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Capability> said :
        NamedCapabilities.of(container.privileges().capabilities().value())) {
      String escape = ESCAPES.get(said.value());
      if (escape != null) {
        report.add(
            said.span(),
            "`%s` is a way out: %s".formatted(NamedCapabilities.word(said.value()), escape),
            "leave it out; what needs it belongs outside of the container");
      }
    }
  }
}
