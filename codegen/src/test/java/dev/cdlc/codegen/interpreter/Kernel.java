package dev.cdlc.codegen.interpreter;

import dev.cdlc.codegen.program.Syscall;
import java.util.List;

/** What answers one process's system calls. */
public interface Kernel {
  /**
   * Makes a call.
   *
   * @param memory of the calling process, which the call may read and change
   * @return what the register would hold afterwards: a negative errno on failure
   */
  long call(Syscall syscall, List<Long> arguments, Memory memory);

  /** What answers the child whose parent has just got this pid from clone3(2). */
  Kernel child(long pid);
}
