package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Lowers {@code process.rlimits}. */
record LimitSteps(Input input) {
  private static final String POINTER = "/process/rlimits";

  /** Would keep the init from opening a file or mapping memory that it needs. */
  private static final Set<Rlimit> LATE = EnumSet.of(Rlimit.NOFILE, Rlimit.AS);

  /** What the init, in its user namespace, may not do itself. */
  List<Step> raise() {
    return indices()
        .mapToObj(
            i ->
                input.supervisor(
                    new SupervisorAction.RaiseLimit(resource(i), limit(i).hard(), isTried(i)),
                    POINTER + "/" + i))
        .toList();
  }

  List<Step> early() {
    return steps(indices().filter(i -> !LATE.contains(resource(i))));
  }

  /** When the init has opened its last file. */
  List<Step> late() {
    return steps(indices().filter(i -> LATE.contains(resource(i))));
  }

  private List<Step> steps(IntStream indices) {
    return indices
        .mapToObj(
            i ->
                input.init(
                    new InitAction.LimitResource(
                        resource(i), limit(i).soft(), limit(i).hard(), isTried(i)),
                    POINTER + "/" + i))
        .toList();
  }

  private boolean isTried(int index) {
    return input.isTried(POINTER + "/" + index);
  }

  private IntStream indices() {
    return IntStream.range(0, input.config().process().rlimits().size());
  }

  private OciConfig.Rlimit limit(int index) {
    return input.config().process().rlimits().get(index);
  }

  /** The schema knows no other names. */
  private Rlimit resource(int index) {
    return Rlimit.valueOf(limit(index).type().substring("RLIMIT_".length()));
  }
}
