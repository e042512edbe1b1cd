package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.routine.EnableControllers;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.MakeCgroup;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.plan.Controller;
import java.util.List;

/** Where the container's cgroup is in each hierarchy. */
interface CgroupFolder {
  void makeUnified(Lowering l);

  /** Leaves a failure in {@link MakeCgroup#RESULT}. */
  void makeV1(Lowering l, Hierarchy hierarchy);

  /** Leaves the result in {@link WriteFile#RESULT}. */
  default void enable(Lowering l, String controllers) {
    EnableControllers.call(
        l.s(), Fcntl.AT_FDCWD, value(Cgroups.UNIFIED_CONTROL), l.text(controllers));
  }

  /** What to do where a controller is not to be had. */
  default List<Help> helps(Controller controller) {
    return List.of();
  }

  /** The same on cgroup v1. */
  default List<Help> helpsV1(Controller controller) {
    return List.of();
  }

  /** A fresh cpuset of cgroup v1 has neither CPUs nor memory, and takes no process without. */
  void fillCpuset(Lowering l, Hierarchy cpuset);
}
