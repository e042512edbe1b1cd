package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import java.util.ArrayList;
import java.util.List;

/** All routines; what a program never calls is dropped when it is linked. */
public final class Library {
  private Library() {}

  /**
   * The routines of one program.
   *
   * @param machine {@code e_machine} of the programs that run where it does
   * @param hierarchies that the container may have a cgroup in, best tracker first
   * @param autopsy when the container has ended
   */
  public static List<Routine> routines(
      Data data, int machine, List<Hierarchy> hierarchies, Autopsy autopsy) {
    List<Routine> routines = new ArrayList<>(Breach.routines(data, autopsy.breaches()));
    autopsy.filter().ifPresent(filter -> routines.addAll(filter.routines(data)));
    routines.add(Conclude.routine(data, autopsy.filter()));
    routines.addAll(shared(data, machine, hierarchies));
    return routines;
  }

  private static List<Routine> shared(Data data, int machine, List<Hierarchy> hierarchies) {
    return List.of(
        AllowBeneath.routine(data),
        CopyCpuset.routine(data),
        EnableControllers.routine(data),
        EnterV1.routine(data),
        ExplainExecve.routine(data, machine),
        Fail.routine(),
        FileSystemType.routine(data),
        FindAccount.routine(data),
        FindText.routine(),
        FindVariable.routine(),
        FormatInt.routine(data),
        KillCgroup.routine(data),
        MakeCgroup.routine(),
        MakeFile.routine(data),
        MakeFolder.routine(data),
        MaskPath.routine(data),
        MountHierarchy.routine(data),
        MountPoint.routine(data),
        ReadonlyPath.routine(data),
        RemoveChildren.routine(data),
        RemoveCgroup.routine(data),
        Report.routine(data),
        SearchPath.routine(),
        Strlen.routine(),
        TryExecve.routine(),
        Undo.routine(data, hierarchies),
        WriteFile.routine());
  }
}
