package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of signals as the kernel keeps it: bit N-1 for signal N.
 *
 * @param text as strace(1) prints it: {@code ~[KILL STOP]} for all but two
 */
record SignalSet(long bits, String text) {
  static final int HIGHEST = 64;

  static final SignalSet NONE = new SignalSet(0, "[]");

  private static final List<Constant> NOT_BLOCKED =
      List.of(
          Signals.SIGILL,
          Signals.SIGTRAP,
          Signals.SIGABRT,
          Signals.SIGBUS,
          Signals.SIGFPE,
          Signals.SIGKILL,
          Signals.SIGSEGV,
          Signals.SIGSTOP,
          Signals.SIGSYS);

  private static final List<Constant> OF_THE_SUPERVISOR =
      List.of(Signals.SIGPIPE, Signals.SIGCHLD, Signals.SIGTTIN, Signals.SIGTTOU, Signals.SIGURG);

  /** All that the supervisor can block and still be told of its own faults. */
  static final SignalSet BLOCKED = allBut(NOT_BLOCKED.stream());

  /** Those of the blocked that concern the container, not the supervisor. */
  static final SignalSet FORWARDED =
      allBut(Stream.concat(NOT_BLOCKED.stream(), OF_THE_SUPERVISOR.stream()));

  /** Those that the init waits for when it has become a reaper. */
  static final SignalSet FORWARDED_AND_CHILDREN =
      allBut(
          Stream.concat(
              NOT_BLOCKED.stream(),
              OF_THE_SUPERVISOR.stream().filter(signal -> !signal.equals(Signals.SIGCHLD))));

  /** Those that ask a container to end which is not there yet, or no more. */
  static final SignalSet ENDING =
      new SignalSet(
          Stream.of(Signals.SIGHUP, Signals.SIGINT, Signals.SIGQUIT, Signals.SIGTERM)
              .mapToLong(signal -> 1L << (signal.value() - 1))
              .sum(),
          "[HUP INT QUIT TERM]");

  private static SignalSet allBut(Stream<Constant> signals) {
    List<Constant> missing = signals.sorted((a, b) -> Long.compare(a.value(), b.value())).toList();
    long bits = -1;
    for (Constant signal : missing) {
      bits &= ~(1L << (signal.value() - 1));
    }
    String names =
        missing.stream()
            .map(signal -> signal.text().substring("SIG".length()))
            .collect(Collectors.joining(" "));
    return new SignalSet(bits, "~[" + names + "]");
  }

  /** A field without a name, for the structure is nothing else. */
  Address address(Data data) {
    return data.constant(new Part.Field("", Width.DOUBLE, new Constant(bits, text)));
  }
}
