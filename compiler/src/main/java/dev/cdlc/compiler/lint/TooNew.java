package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.plan.KernelVersion;
import java.util.Optional;

/** Something that is newer than the host is taken to be. */
final class TooNew implements ContainerRule {

  @Override
  public Code code() {
    return Code.TOO_NEW;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.INFO);
  }

  @Override
  public void check(Container container, Report report) {
    if (report.assume().equals(Assume.NOTHING)) {
      return;
    }
    for (Novelty novelty : Novelty.of(container)) {
      check(novelty, report);
    }
  }

  private static void check(Novelty novelty, Report report) {
    Assume assume = report.assume();
    compare(novelty, "Linux", novelty.kernel(), assume.kernel(), report);
    compare(novelty, "version", novelty.spec(), assume.spec(), report, " of the specification");
    assume
        .runtime()
        .ifPresent(
            runtime ->
                compare(
                    novelty,
                    runtime.name(),
                    runtime.name().equals("runc") ? novelty.runc() : novelty.crun(),
                    Optional.of(runtime.version()),
                    report));
  }

  private static void compare(
      Novelty novelty,
      String who,
      Optional<KernelVersion> needed,
      Optional<KernelVersion> assumed,
      Report report) {
    compare(novelty, who, needed, assumed, report, "");
  }

  private static void compare(
      Novelty novelty,
      String who,
      Optional<KernelVersion> needed,
      Optional<KernelVersion> assumed,
      Report report,
      String what) {
    if (needed.isPresent() && assumed.isPresent() && assumed.get().compareTo(needed.get()) < 0) {
      report.add(
          novelty.span(),
          "%s needs %s %s%s".formatted(novelty.what(), who, needed.get(), what),
          "%s is assumed".formatted(assumed.get()));
    }
  }
}
