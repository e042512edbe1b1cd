package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Landlock;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import java.util.List;

/** Adds a rule of Landlock to {@link #RULESET}, for a path beneath the root. */
public final class AllowBeneath {
  /** The fd of the ruleset, or a negative errno. */
  public static final Cell RULESET = new Cell("ruleset");

  /** The rights that the ruleset is about; a rule can give no others. */
  public static final Cell HANDLED = new Cell("handled_rights");

  private static final String NAME = "allow_beneath";
  private static final int PARENT_FD = 8;
  private static final Constant LATER = new Constant(0, "0");
  private static final Cell PATH = new Cell("allowed_path");
  private static final Cell RIGHTS = new Cell("allowed_rights");
  private static final Cell PLACE = new Cell("allowed_place");
  private static final Cell RESULT = new Cell("allowed_result");

  private AllowBeneath() {}

  /** Fails at the site noted last. */
  public static void call(Sequence s, Operand path, Operand rights) {
    s.move(PATH, path);
    s.move(RIGHTS, rights);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Address rule = rule(data);
    Sequence s = Sequence.ofRoutine();
    s.call(Syscall.OPENAT2, value(Variables.ROOT), value(PATH), OpenHow.path(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(PLACE)
        .orFail();
    s.store(Width.WORD, rule, value(PARENT_FD), value(PLACE));
    s.compute(RIGHTS, Operation.AND, value(HANDLED));
    add(s, rule);
    s.when(
        failedWith(RESULT, Errno.EINVAL),
        noFolder -> {
          noFolder.compute(RIGHTS, Operation.AND, Landlock.OF_FILES);
          add(noFolder, rule);
        });
    s.when(failed(RESULT), refused -> refused.fail(RESULT));
    s.call(Syscall.CLOSE, value(PLACE)).orGoOn();
    return new Routine(NAME, s.instructions());
  }

  /** {@code struct landlock_path_beneath_attr}, which is packed. */
  private static Address rule(Data data) {
    return data.variable(
        "landlock_rule",
        List.of(
            new Part.Field("allowed_access", Width.DOUBLE, LATER),
            new Part.Field("parent_fd", Width.WORD, LATER)));
  }

  private static void add(Sequence s, Address rule) {
    s.store(Width.DOUBLE, rule, value(0), value(RIGHTS));
    s.call(
            Syscall.LANDLOCK_ADD_RULE,
            value(RULESET),
            Landlock.LANDLOCK_RULE_PATH_BENEATH,
            rule,
            value(0))
        .into(RESULT)
        .orGoOn();
  }
}
