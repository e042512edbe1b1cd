package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FindVariable;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;

/** The caller's environment with the variables by which launcher, script and compiler speak. */
final class Environment {
  /** Where it stands. */
  static final Cell ENVP = new Cell("environment");

  private static final String PREFIX = "CDLC_EXECUTABLE=";
  private static final Cell BYTES = new Cell("environment_bytes");
  private static final Cell FROM = new Cell("environment_from");
  private static final Cell TO = new Cell("environment_to");
  private static final Cell VARIABLE = new Cell("environment_variable");

  private Environment() {}

  /** The caller's own variable of the first one's name is left out. */
  static void of(Sequence s, Data data, Address... added) {
    measure(s, added.length + 1);
    s.call(
            Syscall.MMAP,
            value(0),
            value(BYTES),
            Flags.or(Files.PROT_READ, Files.PROT_WRITE),
            Flags.or(Files.MAP_PRIVATE, Files.MAP_ANONYMOUS),
            value(-1),
            value(0))
        .into(ENVP)
        .orGoOn();
    s.move(TO, value(ENVP));
    for (Address variable : added) {
      s.store(Width.DOUBLE, value(TO), value(0), variable);
      s.compute(TO, Operation.ADD, value(8));
    }
    FindVariable.call(s, data.text(PREFIX));
    s.move(FROM, value(Variables.ENVP));
    s.loop(Environment::copy);
  }

  private static void measure(Sequence s, int more) {
    s.move(BYTES, value(8L * more));
    s.move(FROM, value(Variables.ENVP));
    s.loop(
        next -> {
          next.load(VARIABLE, Width.DOUBLE, value(FROM), value(0));
          next.when(is(VARIABLE, 0), Sequence::leave);
          next.compute(FROM, Operation.ADD, value(8));
          next.compute(BYTES, Operation.ADD, value(8));
        });
  }

  private static void copy(Sequence s) {
    s.load(VARIABLE, Width.DOUBLE, value(FROM), value(0));
    s.compute(FROM, Operation.ADD, value(8));
    s.when(
        isNot(VARIABLE, value(FindVariable.FOUND)),
        kept -> {
          kept.store(Width.DOUBLE, value(TO), value(0), value(VARIABLE));
          kept.compute(TO, Operation.ADD, value(8));
        });
    s.when(is(VARIABLE, 0), Sequence::leave);
  }
}
