package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.routine.CopyCpuset;
import dev.cdlc.codegen.routine.EnterV1;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.MakeCgroup;

/** cdlc's folder, at the top of each hierarchy. */
enum OwnFolder implements CgroupFolder {
  INSTANCE;

  @Override
  public void makeUnified(Lowering l) {
    MakeCgroup.callUnified(l.s(), value(Cgroups.UNIFIED_FOLDER));
  }

  @Override
  public void makeV1(Lowering l, Hierarchy hierarchy) {
    EnterV1.call(l.s(), l.data(), hierarchy);
  }

  @Override
  public void fillCpuset(Lowering l, Hierarchy cpuset) {
    Cgroups.CPUSET_FILES.forEach(file -> CopyCpuset.call(l.s(), l.data(), cpuset, file));
  }
}
