package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import java.time.Duration;

/** The container's clocks, where they differ from the host's. */
final class Clocks {
  private static final Constant CLONE_NEWTIME = Cloning.flag(Namespace.TIME);
  private static final Cell FRESH = new Cell("fresh_time");

  private Clocks() {}

  /**
   * unshare(2) is for the children to come; a process without threads may follow them itself, so
   * that no process more is needed.
   */
  static void offset(Lowering l, InitAction.OffsetClocks action) {
    int site = l.site(Fault.CLOCKS, "cannot set the container's clocks");
    String lines = line("monotonic", action.monotonic()) + line("boottime", action.boottime());
    l.call(Syscall.UNSHARE, CLONE_NEWTIME).orFail(site);
    WriteFile.call(l.s(), Fcntl.AT_FDCWD, l.text("/proc/self/timens_offsets"), l.text(lines));
    l.s().note(site);
    l.s().when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/proc/self/ns/time_for_children"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FRESH)
        .orFail(site);
    l.call(Syscall.SETNS, value(FRESH), CLONE_NEWTIME).orFail(site);
    l.call(Syscall.CLOSE, value(FRESH)).orGoOn();
  }

  /** As time_namespaces(7) has it. */
  private static String line(String clock, Duration ahead) {
    return "%s %d %d\n".formatted(clock, ahead.getSeconds(), ahead.getNano());
  }
}
