package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;

/** A hierarchy of cgroups(7) that the container can change. */
final class WritableCgroup implements ContainerRule {

  @Override
  public Code code() {
    return Code.WRITABLE_CGROUP;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.INFO);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Mount> said : container.filesystem().mounts()) {
      if (said.value() instanceof Mount.Typed typed
          && (typed.type().equals("cgroup") || typed.type().equals("cgroup2"))
          && !typed.has("ro")) {
        report.add(
            said.span(),
            "the container can make cgroups, and limits for them",
            "write `ro`, unless it is to manage containers of its own");
      }
    }
  }
}
