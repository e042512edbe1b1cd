package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FillCpuset;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.KillCgroup;
import dev.cdlc.codegen.routine.MakeCgroup;
import dev.cdlc.codegen.routine.NamedCgroup;
import dev.cdlc.codegen.routine.TakeCgroup;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;

/**
 * The cgroup that the source names.
 *
 * @param refused the site of a cgroup that cannot be made
 */
record GivenCgroup(NamedCgroup cgroup, int refused) implements CgroupFolder {
  private static final Cell FOLDER = new Cell("given_cgroup_folder");
  private static final Cell LOCK = new Cell("given_cgroup_lock");

  static GivenCgroup of(Lowering l, SupervisorAction.TakeCgroup action) {
    int refused = l.site(Fault.CGROUP, "cannot use the cgroup " + action.path());
    return new GivenCgroup(NamedCgroup.of(action.path()), refused);
  }

  @Override
  public void makeUnified(Lowering l) {
    l.s()
        .choose(
            isNot(Cgroups.PURE, 0),
            pure -> TakeCgroup.callUnified(pure, l.data(), Cgroups.ROOT),
            hybrid -> TakeCgroup.callUnified(hybrid, l.data(), Hierarchy.UNIFIED.mount()));
    failIfUsed(l.s());
  }

  @Override
  public void makeV1(Lowering l, Hierarchy hierarchy) {
    TakeCgroup.callV1(l.s(), l.data(), hierarchy);
    failIfUsed(l.s());
  }

  private void failIfUsed(Sequence s) {
    s.when(failedWith(MakeCgroup.RESULT, Errno.EBUSY), this::fail);
  }

  private void fail(Sequence s) {
    s.note(refused);
    s.fail(MakeCgroup.RESULT);
  }

  @Override
  public void fillCpuset(Lowering l, Hierarchy cpuset) {
    for (String file : Cgroups.CPUSET_FILES) {
      fill(l, value(cpuset.path()), file);
      for (String level : cgroup.levels()) {
        l.call(
                Syscall.OPENAT,
                value(cpuset.path()),
                l.text(level),
                Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
                value(0))
            .into(FOLDER)
            .orFail(refused);
        fill(l, value(FOLDER), file);
        l.call(Syscall.CLOSE, value(FOLDER)).orGoOn();
      }
    }
  }

  private void fill(Lowering l, Operand folder, String file) {
    FillCpuset.call(l.s(), folder, l.text(file));
    l.s().when(failed(MakeCgroup.RESULT), this::fail);
  }

  /** Whoever holds the lock uses the cgroup, even before a process is in it. */
  void lock(Lowering l) {
    Sequence s = l.s();
    s.when(is(KillCgroup.TRACKER, 0), this::failWithout);
    s.call(Syscall.FLOCK, value(KillCgroup.TRACKER), Flags.or(Fcntl.LOCK_EX, Fcntl.LOCK_NB))
        .into(LOCK)
        .orGoOn();
    s.when(failed(LOCK), this::failLocked);
  }

  private void failWithout(Sequence s) {
    s.when(
        is(MakeCgroup.RESULT, 0),
        none -> none.move(MakeCgroup.RESULT, new Constant(-Errno.ENOENT.number(), "-ENOENT")));
    fail(s);
  }

  /** What it holds must not be undone with the rest. */
  private void failLocked(Sequence s) {
    s.move(Hierarchy.UNIFIED.path(), value(0));
    Hierarchy.trackersV1().forEach(tracker -> s.move(tracker.path(), value(0)));
    s.move(MakeCgroup.RESULT, new Constant(-Errno.EBUSY.number(), "-EBUSY"));
    fail(s);
  }
}
