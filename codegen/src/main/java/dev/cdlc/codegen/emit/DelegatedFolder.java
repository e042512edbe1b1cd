package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.routine.DelegatedCgroup;
import dev.cdlc.codegen.routine.EnableControllers;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.MakeCgroup;
import dev.cdlc.codegen.routine.VacateCgroup;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** cdlc's folder in the cgroup that is delegated to the caller; on cgroup v1 there is none such. */
enum DelegatedFolder implements CgroupFolder {
  INSTANCE;

  private static final Help DEVICES =
      new Help("rules for devices need root: leave them out, or run it as root");

  private static final String ROOTS_V1 =
      "on cgroup v1 limits need root: run it as root, or write `try`";

  @Override
  public void makeUnified(Lowering l) {
    l.s()
        .choose(
            isNot(Cgroups.PURE, 0),
            pure -> DelegatedCgroup.call(pure, l.text(Cgroups.ROOT)),
            hybrid -> DelegatedCgroup.call(hybrid, l.text(Hierarchy.UNIFIED.mount())));
    l.s()
        .choose(
            failed(DelegatedCgroup.FD),
            refused -> refused.move(MakeCgroup.RESULT, value(DelegatedCgroup.FD)),
            found -> MakeCgroup.callUnified(found, DelegatedCgroup.folder(l.data())));
  }

  /** Processes in the cgroup itself stand in the way; they are moved when they do. */
  @Override
  public void enable(Lowering l, String controllers) {
    call(l.s(), l, controllers);
    l.s()
        .when(
            failedWith(WriteFile.RESULT, Errno.EBUSY),
            busy -> {
              VacateCgroup.call(busy);
              call(busy, l, controllers);
            });
  }

  private static void call(Sequence s, Lowering l, String controllers) {
    EnableControllers.call(s, value(DelegatedCgroup.FD), Cgroups.control(l), l.text(controllers));
  }

  @Override
  public List<Help> helps(Controller controller) {
    return controller == Controller.DEVICES ? List.of(DEVICES) : helpsForLimit(controller);
  }

  @Override
  public List<Help> helpsV1(Controller controller) {
    return controller == Controller.DEVICES ? List.of(DEVICES) : refused(ROOTS_V1);
  }

  private static List<Help> helpsForLimit(Controller controller) {
    String name = controller.kernelName();
    List<Help> helps =
        new ArrayList<>(
            refused(
                name
                    + " is not delegated: run it by `systemd-run --user --scope -p Delegate=yes`,"
                    + " or write `try`"));
    helps.add(
        new Help(
            Errno.ENOENT, "%s is not handed to users: `cdlc doctor` says how".formatted(name)));
    helps.add(
        new Help(
            Errno.EBUSY,
            "a process beside the container's cgroup cannot be moved; end it, or take a new scope"));
    return helps;
  }

  private static List<Help> refused(String help) {
    return Stream.of(Errno.EACCES, Errno.EPERM, Errno.EROFS)
        .map(errno -> new Help(errno, help))
        .toList();
  }

  @Override
  public void makeV1(Lowering l, Hierarchy hierarchy) {
    OwnFolder.INSTANCE.makeV1(l, hierarchy);
  }

  @Override
  public void fillCpuset(Lowering l, Hierarchy cpuset) {
    OwnFolder.INSTANCE.fillCpuset(l, cpuset);
  }
}
