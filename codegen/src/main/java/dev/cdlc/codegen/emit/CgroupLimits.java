package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The limits of the container's cgroups, each by the files of the hierarchy that has it. */
final class CgroupLimits {
  /** The negative errno of a limit that may be left out. */
  private static final Cell REFUSAL = new Cell("limit_refusal");

  private static final String WITHOUT =
      "this host cannot give this limit; the container runs without it";

  private CgroupLimits() {}

  /** {@code limited} are all controllers that the plan limits. */
  static void limit(
      Lowering l,
      SupervisorAction.LimitCgroup action,
      Set<Controller> limited,
      CgroupFolder folder) {
    Hierarchy v1 = Hierarchy.of(action.controller());
    if (action.dispensable()) {
      l.s().move(REFUSAL, value(0));
    }
    l.s()
        .choose(
            isNot(v1.cgroup(), 0),
            onV1 -> action.v1().forEach(file -> writeV1(l.in(onV1), action, file)),
            onV2 -> limitV2(l.in(onV2), action, limited, folder));
    if (action.dispensable()) {
      l.s().when(failed(REFUSAL), none -> Dispensable.note(l.in(none), WITHOUT));
    }
  }

  private static void limitV2(
      Lowering l,
      SupervisorAction.LimitCgroup action,
      Set<Controller> limited,
      CgroupFolder folder) {
    if (action.dispensable()) {
      l.s()
          .choose(
              is(Hierarchy.UNIFIED.cgroup(), 0),
              none -> none.move(REFUSAL, new Constant(-Errno.ENOENT.number(), "-ENOENT")),
              made -> writeAllV2(l.in(made), action, limited, folder));
    } else {
      writeAllV2(l, action, limited, folder);
    }
  }

  private static void writeAllV2(
      Lowering l,
      SupervisorAction.LimitCgroup action,
      Set<Controller> limited,
      CgroupFolder folder) {
    action.v2().forEach(file -> writeV2(l, action, file, limited, folder));
  }

  private static void writeV1(Lowering l, SupervisorAction.LimitCgroup action, CgroupFile file) {
    Cell cgroup = Hierarchy.of(action.controller()).cgroup();
    WriteFile.call(l.s(), value(cgroup), l.text(file.name()), l.text(file.value()));
    elsewhere(l, file, (missing, other) -> writeV1(missing, action, other));
    endLimit(l, action, file);
  }

  private static void endLimit(Lowering l, SupervisorAction.LimitCgroup action, CgroupFile file) {
    if (action.dispensable()) {
      l.s().when(failed(WriteFile.RESULT), none -> none.move(REFUSAL, value(WriteFile.RESULT)));
    } else {
      failIfNotWritten(
          l.s(), l.site(Fault.LIMIT, "cannot set %s to %s".formatted(file.name(), file.value())));
    }
  }

  /** Goes on with the other file where the kernel does not have this one. */
  private static void elsewhere(
      Lowering l, CgroupFile file, BiConsumer<Lowering, CgroupFile> write) {
    file.otherwise()
        .ifPresent(
            other ->
                l.s()
                    .when(
                        failedWith(WriteFile.RESULT, Errno.ENOENT),
                        missing -> write.accept(l.in(missing), other)));
  }

  /** A file is missing until its controller is enabled above: so on most hosts, it is there. */
  private static void writeV2(
      Lowering l,
      SupervisorAction.LimitCgroup action,
      CgroupFile file,
      Set<Controller> limited,
      CgroupFolder folder) {
    Sequence s = l.s();
    Address name = l.text(file.name());
    Address value = l.text(file.value());
    WriteFile.call(s, value(Hierarchy.UNIFIED.cgroup()), name, value);
    s.when(
        failedWith(WriteFile.RESULT, Errno.ENOENT),
        missing -> {
          enable(l.in(missing), action, limited, folder);
          WriteFile.call(missing, value(Hierarchy.UNIFIED.cgroup()), name, value);
        });
    elsewhere(l, file, (missing, other) -> writeV2(missing, action, other, limited, folder));
    endLimit(l, action, file);
  }

  /** All that the plan limits at once; one by one where the host does not have all of them. */
  private static void enable(
      Lowering l,
      SupervisorAction.LimitCgroup action,
      Set<Controller> limited,
      CgroupFolder folder) {
    Sequence s = l.s();
    String name = action.controller().kernelName();
    String all =
        limited.stream()
            .filter(Controller::isInV2)
            .map(limit -> "+" + limit.kernelName())
            .collect(Collectors.joining(" "));
    int site =
        l.site(
            Fault.CONTROLLER,
            "cannot enable the %s controller".formatted(name),
            folder.helps(action.controller()).toArray(Help[]::new));
    folder.enable(l, all);
    s.when(
        failed(WriteFile.RESULT),
        some -> {
          folder.enable(l.in(some), "+" + name);
          if (!action.dispensable()) {
            failIfNotWritten(some, site);
          }
        });
  }

  private static void failIfNotWritten(Sequence s, int site) {
    s.note(site);
    s.when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
  }
}
