package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.SupervisorAction;
import java.util.Locale;

/** The limits of setrlimit(2). */
final class ResourceLimits {
  /** The second field of struct rlimit64, of linux/resource.h. */
  private static final long RLIM_MAX = 8;

  private static final long RLIMIT_BYTES = 16;
  private static final Cell RESULT = new Cell("limit_result");
  private static final Cell HARD = new Cell("hard_limit");

  private ResourceLimits() {}

  static void limit(Lowering l, InitAction.LimitResource action) {
    String what =
        "cannot limit %s to %s:%s"
            .formatted(
                name(action.resource()), Rlimit.text(action.soft()), Rlimit.text(action.hard()));
    Address limits =
        l.data()
            .constant(
                new Part.Field("rlim_cur", Width.DOUBLE, limit(action.soft())),
                new Part.Field("rlim_max", Width.DOUBLE, limit(action.hard())));
    PendingCall call =
        l.call(Syscall.PRLIMIT64, value(0), resource(action.resource()), limits, value(0));
    if (action.dispensable()) {
      String without = name(action.resource()) + " cannot be limited so here; it stays as it is";
      call.into(RESULT).orGoOn();
      l.s().when(failed(RESULT), refused -> Dispensable.note(l.in(refused), without));
    } else {
      call.orFail(l.site(Fault.RLIMIT, what));
    }
  }

  /** The soft limit stays as it is, and so does a hard limit that is high enough. */
  static void raise(Lowering l, SupervisorAction.RaiseLimit action) {
    String what =
        "cannot raise the limit of %s to %s"
            .formatted(name(action.resource()), Rlimit.text(action.hard()));
    int site = l.site(Fault.RLIMIT, what);
    Address limits = l.data().buffer("raised_limit", (int) RLIMIT_BYTES);
    Sequence s = l.s();
    s.call(Syscall.PRLIMIT64, value(Variables.INIT), resource(action.resource()), value(0), limits)
        .orFail(site);
    s.load(HARD, Width.DOUBLE, limits, value(RLIM_MAX));
    s.when(
        isNot(HARD, Rlimit.INFINITY),
        limited -> {
          if (action.hard() == Rlimit.INFINITY) {
            setHard(l.in(limited), action, limits, site);
          } else {
            limited.when(
                isLess(HARD, value(action.hard())),
                lower -> setHard(l.in(lower), action, limits, site));
          }
        });
  }

  private static void setHard(
      Lowering l, SupervisorAction.RaiseLimit action, Address limits, int site) {
    l.s().store(Width.DOUBLE, limits, value(RLIM_MAX), limit(action.hard()));
    PendingCall call =
        l.call(
            Syscall.PRLIMIT64,
            value(Variables.INIT),
            resource(action.resource()),
            limits,
            value(0));
    if (action.dispensable()) {
      call.orGoOn();
    } else {
      call.orFail(site);
    }
  }

  private static Constant resource(Rlimit resource) {
    return new Constant(resource.number(), resource.constantName());
  }

  private static Constant limit(long limit) {
    return limit == Rlimit.INFINITY
        ? new Constant(limit, "RLIM64_INFINITY")
        : new Constant(limit, Rlimit.text(limit));
  }

  private static String name(Rlimit resource) {
    return resource.name().toLowerCase(Locale.ROOT);
  }
}
