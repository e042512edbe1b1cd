package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Landlock;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.AllowBeneath;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import java.util.List;
import java.util.function.Consumer;

/** The only files that the container's command may reach. */
final class Rulesets {
  /** Of {@code struct landlock_ruleset_attr}, what the first Landlock had; all take it. */
  private static final int ATTRIBUTE_BYTES = 8;

  private static final Cell ABI = new Cell("landlock_abi");

  private Rulesets() {}

  static void create(Lowering l, InitAction.CreateRuleset action) {
    int site = l.site(Fault.LANDLOCK, "cannot restrict which files are reached");
    var version =
        l.call(
                Syscall.LANDLOCK_CREATE_RULESET,
                value(0),
                value(0),
                Landlock.LANDLOCK_CREATE_RULESET_VERSION)
            .into(ABI);
    if (action.dispensable()) {
      version.ignoring(Errno.ENOSYS, Errno.EOPNOTSUPP).orFail(site);
      l.s().choose(failed(ABI), none -> passOver(l.in(none)), known -> make(l.in(known), site));
    } else {
      version.orFail(site);
      make(l, site);
    }
  }

  private static void passOver(Lowering l) {
    l.s().move(AllowBeneath.RULESET, value(ABI));
    Dispensable.note(l, "this kernel has no Landlock; all files can be reached");
  }

  /** All rights that this kernel knows: what no rule gives is denied. */
  private static void make(Lowering l, int site) {
    l.s().move(AllowBeneath.HANDLED, Landlock.FIRST);
    for (Landlock.Later later : Landlock.LATER) {
      l.s()
          .when(
              isAtLeast(ABI, later.abi()),
              newer -> newer.compute(AllowBeneath.HANDLED, Operation.OR, later.right()));
    }
    Address attributes =
        l.data()
            .variable(
                "landlock_ruleset",
                List.of(new Part.Field("handled_access_fs", Width.DOUBLE, new Constant(0, "0"))));
    l.s().store(Width.DOUBLE, attributes, value(0), value(AllowBeneath.HANDLED));
    l.call(Syscall.LANDLOCK_CREATE_RULESET, attributes, value(ATTRIBUTE_BYTES), value(0))
        .into(AllowBeneath.RULESET)
        .orFail(site);
  }

  static void allow(Lowering l, InitAction.AllowBeneath action) {
    int site = l.site(Fault.LANDLOCK, "cannot let %s be reached".formatted(action.path()));
    Constant rights = Landlock.rights(action.accesses());
    ifMade(
        l,
        made -> {
          made.note(site);
          AllowBeneath.call(made, l.text(action.path()), rights);
        });
  }

  static void restrict(Lowering l) {
    int site = l.site(Fault.LANDLOCK, "cannot restrict which files are reached");
    ifMade(
        l,
        made ->
            made.call(Syscall.LANDLOCK_RESTRICT_SELF, value(AllowBeneath.RULESET), value(0))
                .orFail(site));
  }

  private static void ifMade(Lowering l, Consumer<Sequence> then) {
    l.s().when(succeeded(AllowBeneath.RULESET), then);
  }
}
