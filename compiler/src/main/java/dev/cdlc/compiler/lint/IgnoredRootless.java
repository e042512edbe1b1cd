package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.BlockIo;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Resources;

/** What a caller without privileges cannot ask for. */
final class IgnoredRootless implements ContainerRule {

  @Override
  public Code code() {
    return Code.IGNORED_ROOTLESS;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    if (!report.assume().rootless()) {
      return;
    }
    Resources resources = container.resources();
    resources.deviceRules().forEach(said -> add(report, "rules for devices", said.span()));
    resources.hugepages().forEach(said -> add(report, "limits of huge pages", said.span()));
    resources.rdma().forEach(said -> add(report, "limits of RDMA", said.span()));
    resources.cpu().flatMap(Cpu::set).ifPresent(said -> add(report, "sets of CPUs", said.span()));
    resources
        .io()
        .flatMap(BlockIo::weight)
        .ifPresent(said -> add(report, "shares of disks", said.span()));
  }

  /** systemd delegates cpu, memory and pids to users where nothing else is set up. */
  private static void add(Report report, String what, Span place) {
    report.add(
        place,
        what + " are not for callers without privileges",
        "leave it out, or write `try` before it");
  }
}
