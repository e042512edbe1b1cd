package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FailureTable;
import dev.cdlc.codegen.routine.FailureTable.Stage;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.Obstacle;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.ActionText;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step on its way into the program.
 *
 * @param s where its instructions go
 * @param index its number in the plan
 */
record Lowering(Sequence s, Data data, FailureTable failures, int index, Step step) {
  PendingCall call(Syscall syscall, Operand... arguments) {
    return s.call(syscall, arguments);
  }

  /** The same step, going on in a branch. */
  Lowering in(Sequence branch) {
    return new Lowering(branch, data, failures, index, step);
  }

  /** What the step does, in a line. */
  String text() {
    return ActionText.of(step.action());
  }

  Address text(String text) {
    return data.text(text);
  }

  /**
   * The site of a failure that this step's origin is to be told of.
   *
   * @param what cannot be done: {@code cannot mount ./data on /srv}
   * @param helps before those of the fault
   */
  int site(Fault fault, String what, Help... helps) {
    return site(step.origin(), fault, what, helps);
  }

  /** The site of a failure that another place in the source is to be told of. */
  int site(Origin origin, Fault fault, String what, Help... helps) {
    List<Help> all = new ArrayList<>(List.of(helps));
    all.addAll(fault.helps());
    return site(origin, fault, what, all, Stage.BUILDING);
  }

  /**
   * The site of a command that cannot be executed; its exit status is 126 or 127.
   *
   * @param helps before those of the fault
   */
  int commandSite(String what, Help... helps) {
    return site(step.origin(), Fault.COMMAND, what, ofCommand(helps), Stage.EXECUTING);
  }

  /**
   * The same for a command that is known only at run time.
   *
   * @param what the address of a printable text
   */
  int commandSite(Address what, Help... helps) {
    return failures.site(
        Fault.COMMAND.number(), step.origin().toString(), what, ofCommand(helps), Stage.EXECUTING);
  }

  private static List<Help> ofCommand(Help... helps) {
    List<Help> all = new ArrayList<>(List.of(helps));
    all.addAll(Fault.COMMAND.helps());
    Stream.of(Obstacle.values()).map(Obstacle::help).forEach(all::add);
    return all;
  }

  /**
   * The site of a failure that tells of what is known only at run time.
   *
   * @param what the address of a printable text
   */
  int site(Fault fault, Address what) {
    return failures.site(
        fault.number(), step.origin().toString(), what, fault.helps(), Stage.BUILDING);
  }

  /** The site of what is told after the container has ended. */
  int siteOfEnd(Fault fault, String what) {
    return site(step.origin(), fault, what, fault.helps(), Stage.ENDED);
  }

  private int site(Origin origin, Fault fault, String what, List<Help> helps, Stage stage) {
    return failures.site(fault.number(), origin.toString(), what, helps, stage);
  }
}
