package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.ResourceLimit;
import dev.cdlc.plan.Rlimit;

/** Processes of a user without a limit; the kernel has one for open files. */
final class UnlimitedResource implements ContainerRule {

  @Override
  public Code code() {
    return Code.UNLIMITED_RESOURCE;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<ResourceLimit> said : container.process().limits()) {
      if (said.value().type() == Rlimit.NPROC && said.value().hard() == Rlimit.INFINITY) {
        report.add(
            said.span(),
            "the user of the command may have any number of processes",
            "write a number, as in `rlimit nproc 256`");
      }
    }
  }
}
