package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All routines; what a program never calls is dropped when it is linked. */
public final class Library {
  private Library() {}

  /**
   * The routines of one program.
   *
   * @param machine {@code e_machine} of the programs that run where it does
   * @param hierarchies that the container may have a cgroup in, best tracker first
   * @param connected whether a program connects its network
   * @param named the cgroup that the source names
   * @param autopsy when the container has ended
   * @param hooks absent if nothing is run beside the container's life
   * @param statuses of a command that was not executed
   */
  public static List<Routine> routines(
      Data data,
      int machine,
      List<Hierarchy> hierarchies,
      boolean connected,
      Optional<NamedCgroup> named,
      Autopsy autopsy,
      Optional<HookRoutines> hooks,
      ExitStatuses statuses) {
    List<Routine> routines = new ArrayList<>(Breach.routines(data, autopsy.breaches()));
    autopsy.filter().ifPresent(filter -> routines.addAll(filter.routines(data)));
    routines.add(Conclude.routine(data, autopsy.filter()));
    hooks.ifPresent(known -> routines.addAll(known.all()));
    routines.add(
        Undo.routine(
            data,
            connected,
            hierarchies,
            named.isPresent(),
            hooks.flatMap(HookRoutines::poststop)));
    Routine report =
        Report.routine(data, connected || hooks.isPresent(), statuses, autopsy.reportFile());
    routines.addAll(shared(data, machine, named, report));
    named.ifPresent(cgroup -> routines.addAll(ofNamed(data, cgroup)));
    return routines;
  }

  /** Those that need nothing of a container. */
  public static List<Routine> independent(Data data) {
    return List.of(
        FindText.routine(), FindVariable.routine(), FormatInt.routine(data), Strlen.routine());
  }

  private static List<Routine> ofNamed(Data data, NamedCgroup cgroup) {
    return List.of(
        DetachDevicePrograms.routine(data),
        FillCpuset.routine(data),
        LookIntoCgroup.routine(data),
        ReleaseCgroup.routine(data, cgroup),
        TakeCgroup.routine(data, cgroup));
  }

  private static List<Routine> shared(
      Data data, int machine, Optional<NamedCgroup> named, Routine report) {
    return List.of(
        AllowBeneath.routine(data),
        CopyCpuset.routine(data),
        CopyUp.routine(data),
        DelegatedCgroup.routine(data),
        EnableControllers.routine(data, named),
        EnterV1.routine(data),
        ExplainExecve.routine(data, machine),
        Fail.routine(),
        FileSystemType.routine(data),
        FindAccount.routine(data),
        FindOwnCgroup.routine(data),
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
        PrintableText.routine(),
        ReadonlyPath.routine(data),
        RemoveChildren.routine(data),
        RemoveCgroup.routine(data),
        report,
        SearchPath.routine(),
        Strlen.routine(),
        TryExecve.routine(),
        VacateCgroup.routine(data),
        WriteFile.routine());
  }
}
