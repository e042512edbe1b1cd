package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import java.util.List;

/** All routines; what a program never calls is dropped when it is linked. */
public final class Library {
  private Library() {}

  /**
   * The routines of one program.
   *
   * @param hierarchies that the container may have a cgroup in, best tracker first
   */
  public static List<Routine> routines(Data data, List<Hierarchy> hierarchies) {
    return List.of(
        AllowBeneath.routine(data),
        Conclude.routine(data),
        CopyCpuset.routine(data),
        EnableControllers.routine(data),
        EnterV1.routine(data),
        Fail.routine(),
        FileSystemType.routine(data),
        FindAccount.routine(data),
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
