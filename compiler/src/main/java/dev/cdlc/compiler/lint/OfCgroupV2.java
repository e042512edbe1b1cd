package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;

/** A key that the controllers of cgroup v1 do not know. */
final class OfCgroupV2 implements ContainerRule {

  @Override
  public Code code() {
    return Code.OF_CGROUP_V2;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    boolean assumed =
        report.assume().cgroup().filter(known -> known != Assume.Cgroup.V2).isPresent();
    boolean mixed = report.assume().cgroup().isEmpty() && !ControllerKeys.ofV1(container).isEmpty();
    if (assumed || mixed) {
      for (ControllerKeys.Key key : ControllerKeys.ofV2(container)) {
        report.add(
            key.span(),
            "`%s` is of cgroup v2 only".formatted(key.word()),
            assumed
                ? "leave it out: the controllers of v1 have no such file"
                : "the container has keys of v1 and of v2: no host knows both");
      }
    }
  }
}
