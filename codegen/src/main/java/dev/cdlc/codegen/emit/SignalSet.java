package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;
import java.util.Arrays;

/** A set of signals as the kernel keeps it: bit N-1 for signal N. */
record SignalSet(long bits) {
  static final int HIGHEST = 64;

  static final SignalSet NONE = new SignalSet(0);

  /** All that the supervisor can block and still be told of its own faults. */
  static final SignalSet BLOCKED =
      allBut(
          Signals.SIGKILL,
          Signals.SIGSTOP,
          Signals.SIGILL,
          Signals.SIGTRAP,
          Signals.SIGABRT,
          Signals.SIGBUS,
          Signals.SIGFPE,
          Signals.SIGSEGV,
          Signals.SIGSYS);

  /** Those of the blocked that concern the container, not the supervisor. */
  static final SignalSet FORWARDED =
      BLOCKED.without(
          Signals.SIGPIPE, Signals.SIGCHLD, Signals.SIGTTIN, Signals.SIGTTOU, Signals.SIGURG);

  private static SignalSet allBut(Constant... signals) {
    return new SignalSet(-1).without(signals);
  }

  private SignalSet without(Constant... signals) {
    long removed =
        Arrays.stream(signals)
            .mapToLong(signal -> 1L << (signal.value() - 1))
            .reduce(0, (a, b) -> a | b);
    return new SignalSet(bits & ~removed);
  }

  Address address(Data data) {
    return data.constant(new Part.Field("sigset", Width.DOUBLE, new Constant(bits, "")));
  }
}
