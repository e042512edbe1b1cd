package dev.cdlc.codegen.sequence;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;

/** A system call whose error policy is still to be said: {@code call(MOUNT, …).orFail(site)}. */
public final class PendingCall {
  private final Sequence sequence;
  private final Syscall syscall;
  private final List<Operand> arguments;
  private Optional<Cell> result = Optional.empty();
  private List<Errno> ignored = List.of();
  private List<Errno> retried = List.of();

  PendingCall(Sequence sequence, Syscall syscall, List<Operand> arguments) {
    this.sequence = sequence;
    this.syscall = syscall;
    this.arguments = arguments;
  }

  /** Keeps what the kernel returns; after an ignored error its negative errno. */
  public PendingCall into(Cell cell) {
    result = Optional.of(cell);
    return this;
  }

  public PendingCall ignoring(Errno... errnos) {
    ignored = List.of(errnos);
    return this;
  }

  /** Makes the call again, at once, after these. */
  public PendingCall retrying(Errno... errnos) {
    retried = List.of(errnos);
    return this;
  }

  /** Any other error is final; {@code site} is the number of the message that says so. */
  public void orFail(int site) {
    sequence.note(site);
    orFail();
  }

  /** Any other error is final, at the site noted last. */
  public void orFail() {
    sequence.add(instruction(Optional.of(Variables.FAIL)));
  }

  /** The program goes on after every error, and may look at the result. */
  public void orGoOn() {
    sequence.add(instruction(Optional.empty()));
  }

  /** The call that starts a process; what the child does is in {@code child}. */
  public void fork(String process, Cell pid, Sequence child, int site) {
    sequence.note(site);
    sequence.add(
        new Instruction.Fork(
            process, instruction(Optional.of(Variables.FAIL)), pid, child.instructions()));
  }

  /** The same, where the program goes on if there is no child, and a negative errno is its pid. */
  public void forkOrGoOn(String process, Cell pid, Sequence child) {
    sequence.add(
        new Instruction.Fork(process, instruction(Optional.empty()), pid, child.instructions()));
  }

  private Instruction.Call instruction(Optional<String> failure) {
    return new Instruction.Call(syscall, arguments, result, new OnError(ignored, retried, failure));
  }
}
