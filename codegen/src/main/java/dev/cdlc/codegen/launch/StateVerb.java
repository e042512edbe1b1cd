package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.launch.ContainerStatus.Status;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;

/** {@code state}: prints the state in JSON, to the byte as Java does. */
final class StateVerb {
  private static final int MOST_BYTES = 2 * LaunchRecord.MOST_BYTES;
  private static final Cell TEXT = new Cell("print_text");
  private static final Cell PID = new Cell("print_pid");
  private static final Cell LENGTH = new Cell("print_length");
  private static final Cell WRITTEN = new Cell("print_written");

  private StateVerb() {}

  static void run(Sequence s, Data data) {
    OciWords.requireEnd(s);
    ContainerStatus.find(s);
    Address text = data.buffer("print", MOST_BYTES);
    Append.begin(s, text, MOST_BYTES);
    StateFolder.loadText(s, data, TEXT, LaunchRecord.STATE);
    Append.call(s, value(TEXT));
    for (Status status : Status.values()) {
      s.when(
          is(ContainerStatus.STATUS, status.number()),
          it -> Append.join(it, data.text(status.word())));
    }
    StateFolder.loadText(s, data, TEXT, LaunchRecord.STATE + 8);
    Append.join(s, value(TEXT));
    joinPid(s, data);
    StateFolder.loadText(s, data, TEXT, LaunchRecord.STATE + 16);
    Append.join(s, value(TEXT));
    print(s, text);
  }

  private static void joinPid(Sequence s, Data data) {
    s.move(PID, value(0));
    s.when(
        isNot(ContainerStatus.STATUS, Status.STOPPED.number()),
        lives -> StateFolder.loadNumber(lives, data, PID, LaunchRecord.PID));
    Address digits = data.buffer("print_digits", 24);
    s.move(TEXT, digits);
    FormatInt.call(s, value(PID), TEXT);
    s.store(Width.BYTE, value(TEXT), value(0), value(0));
    Append.join(s, digits);
  }

  /** Java tells why it cannot be written. */
  private static void print(Sequence s, Address text) {
    s.move(LENGTH, value(Append.CURSOR));
    s.compute(LENGTH, Operation.SUBTRACT, text);
    s.compute(LENGTH, Operation.SUBTRACT, value(1));
    s.call(Syscall.WRITE, value(1), text, value(LENGTH)).into(WRITTEN).orGoOn();
    s.when(isNot(WRITTEN, value(LENGTH)), OciScript::become);
  }
}
