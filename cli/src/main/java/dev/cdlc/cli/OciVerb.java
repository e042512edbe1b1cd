package dev.cdlc.cli;

import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One operation of the OCI runtime; see runtime.md, "Operations". */
interface OciVerb {
  int DONE = 0;

  String name();

  /** Options, arguments and help. */
  CommandSpec spec();

  /** The exit status of whatever goes wrong: runc's is 1 as a rule. */
  default int failed() {
    return 1;
  }

  /** Returns the exit status. */
  int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException, SyscallException;
}
