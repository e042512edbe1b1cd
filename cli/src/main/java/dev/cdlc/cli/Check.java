package dev.cdlc.cli;

import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.List;

/** How a source is looked over. */
interface Check {
  /** What is found in it; called from any thread. */
  Found of(SourceFile file, LintSettings lint);

  /** The same, asking a host too. */
  default Check on(ThisHost host) {
    return (file, lint) -> of(file, lint.withHost(host.startingIn(file.folder())));
  }

  /** What is found only when all sources were looked over. */
  default List<Found> afterwards() throws CommandException {
    return List.of();
  }

  /** What is counted besides what is found, as in {@code , 3 known}; may be empty. */
  default String count() {
    return "";
  }

  /** The whole of it, each time. */
  static Check of(Inputs inputs, Settings settings) {
    return (file, lint) ->
        Found.linted(Found.compile(file, Paths.ABSOLUTE, inputs, settings), lint);
  }

  /** Of a config.json of any runtime. */
  static Check ofConfig() {
    return Found::inConfig;
  }
}
