package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FileSystemType;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.KillCgroup;
import dev.cdlc.codegen.routine.MakeCgroup;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The container's cgroups. Which hierarchy has which controller is the host's choice (cgroup v1, v2
 * or both), so it is looked up when the container starts.
 */
final class Cgroups {
  /** Nonzero where /sys/fs/cgroup is cgroup v2 alone. */
  static final Cell PURE = new Cell("cgroup_pure");

  static final String ROOT = "/sys/fs/cgroup";
  static final List<String> CPUSET_FILES = List.of("cpuset.cpus", "cpuset.mems");
  private static final String CONTROL = "cgroup.subtree_control";
  private static final Cell PID = new Cell("supervisor_pid");
  private static final Cell CURSOR = new Cell("cursor");

  /** The address of the path of cdlc's folder in the v2 hierarchy; 0 where there is none. */
  static final Cell UNIFIED_FOLDER = new Cell("unified_folder");

  /** The address of the path of the file that enables controllers for that folder. */
  static final Cell UNIFIED_CONTROL = new Cell("unified_control");

  /** The negative errno that v2 refused a cgroup with; -ENOENT where there is no v2. */
  private static final Cell UNIFIED_REFUSAL = new Cell("unified_refusal");

  private Cgroups() {}

  /**
   * {@code limits} says which place in the source asked for each controller. The cgroup that tracks
   * comes first, with its lock: who finds any other can tell that it is tended.
   */
  static void make(
      Lowering l,
      SupervisorAction.MakeCgroup action,
      Map<Controller, Origin> limits,
      Set<Controller> required) {
    make(l, action.name(), action.controllers(), limits, required, OwnFolder.INSTANCE);
  }

  /** The same in the cgroup that is delegated to a caller without privileges. */
  static void makeDelegated(
      Lowering l,
      SupervisorAction.MakeDelegatedCgroup action,
      Map<Controller, Origin> limits,
      Set<Controller> required) {
    make(l, action.name(), action.controllers(), limits, required, DelegatedFolder.INSTANCE);
  }

  private static void make(
      Lowering l,
      String name,
      List<Controller> controllers,
      Map<Controller, Origin> limits,
      Set<Controller> required,
      CgroupFolder folder) {
    nameFolder(l, name);
    makeTracker(l, controllers, limits, required, folder);
    lock(l.s());
    makeLimited(l, controllers, limits, required, folder);
  }

  /** The same with the cgroup that the source names, which is never done without. */
  static void take(
      Lowering l,
      SupervisorAction.TakeCgroup action,
      Map<Controller, Origin> limits,
      Set<Controller> required) {
    GivenCgroup given = GivenCgroup.of(l, action);
    makeTracker(l, action.controllers(), limits, required, given);
    given.lock(l);
    makeLimited(l, action.controllers(), limits, required, given);
    l.s()
        .when(isNot(UNIFIED_FOLDER, 0), v2 -> count(l.in(v2), action.controllers(), limits, given));
  }

  /** Controllers that only count are enabled where that can be; limits enable their own. */
  private static void count(
      Lowering l,
      List<Controller> controllers,
      Map<Controller, Origin> limits,
      CgroupFolder folder) {
    controllers.stream()
        .filter(controller -> controller.isInV2() && !limits.containsKey(controller))
        .forEach(controller -> folder.enable(l, "+" + controller.kernelName()));
  }

  private static void makeTracker(
      Lowering l,
      List<Controller> controllers,
      Map<Controller, Origin> limits,
      Set<Controller> required,
      CgroupFolder folder) {
    Sequence s = l.s();
    findUnified(l);
    OptionalInt firstSite =
        controllers.stream()
            .filter(required::contains)
            .mapToInt(controller -> makeSite(l, controller, limits, folder.helps(controller)))
            .findFirst();
    s.when(isNot(UNIFIED_FOLDER, 0), unified -> makeUnified(l.in(unified), firstSite, folder));
    s.when(
        is(UNIFIED_FOLDER, 0),
        v1 -> Hierarchy.trackersV1().forEach(tracker -> trackBy(l.in(v1), tracker, folder)));
  }

  private static void makeLimited(
      Lowering l,
      List<Controller> controllers,
      Map<Controller, Origin> limits,
      Set<Controller> required,
      CgroupFolder folder) {
    for (Controller controller : controllers) {
      OptionalInt site =
          required.contains(controller)
              ? OptionalInt.of(makeSite(l, controller, limits, folder.helpsV1(controller)))
              : OptionalInt.empty();
      makeV1(l, controller, site, folder);
    }
  }

  private static int makeSite(
      Lowering l, Controller controller, Map<Controller, Origin> limits, List<Help> said) {
    Origin origin = limits.getOrDefault(controller, l.step().origin());
    Help[] helps = said.toArray(Help[]::new);
    return controller == Controller.DEVICES
        ? l.site(origin, Fault.DEVICE, "cannot make a cgroup to restrict devices in", helps)
        : l.site(origin, Fault.CGROUP, "cannot make a cgroup for this limit", helps);
  }

  /** {@code NAME-PID}: the pid makes it the supervisor's own. */
  private static void nameFolder(Lowering l, String name) {
    Sequence s = l.s();
    Address folder = MakeCgroup.folder(l.data(), name + "-");
    s.call(Syscall.GETPID).into(PID).orGoOn();
    s.move(CURSOR, folder);
    s.compute(CURSOR, Operation.ADD, value(name.length() + 1));
    FormatInt.call(s, value(PID), CURSOR);
  }

  /** On a hybrid host v2 is mounted in a folder beside the v1 hierarchies. */
  private static void findUnified(Lowering l) {
    Sequence s = l.s();
    s.move(UNIFIED_REFUSAL, new Constant(-Errno.ENOENT.number(), "-ENOENT"));
    FileSystemType.call(s, l.text(ROOT));
    s.choose(
        is(FileSystemType.TYPE, Files.CGROUP2_SUPER_MAGIC),
        pure -> {
          pure.move(PURE, value(1));
          useUnified(l.in(pure), ROOT);
        },
        hybrid -> {
          FileSystemType.call(hybrid, l.text(Hierarchy.UNIFIED.mount()));
          hybrid.when(
              is(FileSystemType.TYPE, Files.CGROUP2_SUPER_MAGIC),
              found -> useUnified(l.in(found), Hierarchy.UNIFIED.mount()));
        });
  }

  private static void useUnified(Lowering l, String mount) {
    l.s().move(UNIFIED_FOLDER, l.text(mount + Hierarchy.FOLDER));
    l.s().move(UNIFIED_CONTROL, l.text(mount + "/" + CONTROL));
  }

  /** {@code site} is for a controller that is not done without. */
  private static void makeV1(
      Lowering l, Controller controller, OptionalInt site, CgroupFolder folder) {
    l.s()
        .when(
            is(PURE, 0),
            v1 -> {
              Hierarchy hierarchy = Hierarchy.of(controller);
              v1.move(MakeCgroup.RESULT, value(0));
              v1.when(is(hierarchy.cgroup(), 0), absent -> folder.makeV1(l.in(absent), hierarchy));
              if (controller == Controller.CPUSET) {
                v1.when(
                    isNot(hierarchy.cgroup(), 0), made -> folder.fillCpuset(l.in(made), hierarchy));
              }
              if (site.isPresent()) {
                v1.when(is(UNIFIED_FOLDER, 0), alone -> requireMade(alone, hierarchy));
                failIfNotMade(v1, site.getAsInt());
              }
            });
  }

  /** Where there is no v2 that could have the controller instead, or none that may be changed. */
  private static void requireMade(Sequence s, Hierarchy hierarchy) {
    s.when(
        is(hierarchy.cgroup(), 0),
        missing ->
            missing.when(
                succeeded(MakeCgroup.RESULT),
                none -> none.move(MakeCgroup.RESULT, value(UNIFIED_REFUSAL))));
  }

  /** Where a hybrid host does not let v2 be changed, all is as if there were none. */
  private static void makeUnified(Lowering l, OptionalInt firstSite, CgroupFolder folder) {
    Sequence s = l.s();
    folder.makeUnified(l);
    s.move(KillCgroup.TRACKER, value(Hierarchy.UNIFIED.cgroup()));
    s.when(
        failed(MakeCgroup.RESULT),
        refused ->
            refused.choose(
                is(PURE, 0),
                hybrid -> {
                  hybrid.move(UNIFIED_REFUSAL, value(MakeCgroup.RESULT));
                  hybrid.move(UNIFIED_FOLDER, value(0));
                },
                pure -> firstSite.ifPresent(site -> fail(pure, site))));
  }

  private static void fail(Sequence s, int site) {
    s.note(site);
    s.fail(MakeCgroup.RESULT);
  }

  /** Takes a v1 hierarchy to track the processes with, if none better is there. */
  private static void trackBy(Lowering l, Hierarchy hierarchy, CgroupFolder folder) {
    l.s()
        .when(
            is(KillCgroup.TRACKER, 0),
            none -> {
              none.when(
                  is(hierarchy.cgroup(), 0), absent -> folder.makeV1(l.in(absent), hierarchy));
              none.move(KillCgroup.TRACKER, value(hierarchy.cgroup()));
            });
  }

  private static void failIfNotMade(Sequence s, int site) {
    s.note(site);
    s.when(failed(MakeCgroup.RESULT), refused -> refused.fail(MakeCgroup.RESULT));
  }

  /** Held as long as the supervisor lives: whoever gets the lock has found a leftover. */
  private static void lock(Sequence s) {
    s.when(
        isNot(KillCgroup.TRACKER, 0),
        tracked ->
            tracked
                .call(
                    Syscall.FLOCK,
                    value(KillCgroup.TRACKER),
                    Flags.or(Fcntl.LOCK_EX, Fcntl.LOCK_NB))
                .orGoOn());
  }

  /** The path, below the cgroup of all of cdlc's, of what enables controllers for their folder. */
  static Address control(Lowering l) {
    return l.text(CONTROL);
  }

  /**
   * A process that moves itself by {@code tasks} is spared the wait that a write to {@code
   * cgroup.procs} costs.
   */
  static void join(Lowering l, InitAction.JoinCgroup action, Set<Controller> controllers) {
    int site = l.site(Fault.CGROUP, "cannot enter the cgroup");
    Hierarchy.usedV1(controllers).forEach(hierarchy -> enter(l, hierarchy, site));
    if (action.freshNamespace()) {
      int unshareSite = l.site(Fault.NAMESPACES, "cannot make the cgroup namespace");
      l.s()
          .when(
              is(PURE, 0),
              v1 -> v1.call(Syscall.UNSHARE, Cloning.flag(Namespace.CGROUP)).orFail(unshareSite));
    }
  }

  private static void enter(Lowering l, Hierarchy hierarchy, int site) {
    l.s()
        .when(
            isNot(hierarchy.tasks(), 0),
            made ->
                made.call(Syscall.WRITE, value(hierarchy.tasks()), l.text("0"), value(1))
                    .orFail(site));
  }
}
