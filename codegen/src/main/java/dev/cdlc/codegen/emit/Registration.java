package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.SupervisorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What other commands know a container by: a file of its name, which the supervisor holds locked as
 * long as it lives, and says there what the container's init is.
 */
final class Registration {
  private static final Cell FILE = new Cell("record");
  private static final Constant OWNER_ONLY = new Constant(0600, "0600");
  private static final Constant NO_STATUS = new Constant(-1, "-1");

  private Registration() {}

  static void claim(Lowering l, SupervisorAction.ClaimName action) {
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text(action.path()),
            Flags.or(Fcntl.O_RDWR, Fcntl.O_CREAT, Fcntl.O_CLOEXEC),
            OWNER_ONLY)
        .into(FILE)
        .orFail(l.site(Fault.NAME, "cannot open " + action.path()));
    l.call(Syscall.FLOCK, value(FILE), Flags.or(Fcntl.LOCK_EX, Fcntl.LOCK_NB))
        .orFail(l.site(Fault.NAME, "a container '%s' runs already".formatted(action.name())));
    l.call(Syscall.FTRUNCATE, value(FILE), value(0))
        .orFail(l.site(Fault.NAME, "cannot empty " + action.path()));
  }

  static void keep(Lowering l, SupervisorAction.KeepRecord action) {
    byte[] description = action.description().getBytes(StandardCharsets.UTF_8);
    Address head =
        l.data()
            .variable(
                "record_head",
                List.of(new Part.Zero(8), new Part.Field("status", Width.DOUBLE, NO_STATUS)));
    int site = l.site(Fault.NAME, "cannot tell others of the container");
    l.s().store(Width.DOUBLE, head, value(0), value(Variables.INIT));
    l.call(Syscall.WRITE, value(FILE), head, value(2 * Long.BYTES)).orFail(site);
    l.call(Syscall.WRITE, value(FILE), l.text(action.description()), value(description.length))
        .orFail(site);
  }
}
