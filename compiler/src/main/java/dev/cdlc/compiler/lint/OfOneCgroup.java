package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import java.util.List;
import java.util.function.Function;

/**
 * A key that only one version of cgroups(7) knows.
 *
 * @param version that one
 * @param keys those of it that a container has
 * @param others those of the other version
 * @param help where the other version is assumed
 */
record OfOneCgroup(
    Code code,
    String version,
    Function<Container, List<ControllerKeys.Key>> keys,
    Function<Container, List<ControllerKeys.Key>> others,
    String help)
    implements ContainerRule {
  static OfOneCgroup v1() {
    return new OfOneCgroup(
        Code.OF_CGROUP_V1,
        "v1",
        ControllerKeys::ofV1,
        ControllerKeys::ofV2,
        "leave it out: v2 has no such file");
  }

  static OfOneCgroup v2() {
    return new OfOneCgroup(
        Code.OF_CGROUP_V2,
        "v2",
        ControllerKeys::ofV2,
        ControllerKeys::ofV1,
        "leave it out: the controllers of v1 have no such file");
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    boolean assumed =
        report.assume().cgroup().filter(known -> !known.controllers().equals(version)).isPresent();
    boolean mixed = report.assume().cgroup().isEmpty() && !others.apply(container).isEmpty();
    if (assumed || mixed) {
      for (ControllerKeys.Key key : keys.apply(container)) {
        report.add(
            key.span(),
            "`%s` is of cgroup %s only".formatted(key.word(), version),
            assumed ? help : "the container has keys of v1 and of v2: no host knows both");
      }
    }
  }
}
