package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lowers {@code process.terminal} and {@code process.consoleSize}: each method is empty without
 * one, but for {@link #session}.
 */
record TerminalSteps(Input input) {
  private static final String POINTER = "/process/terminal";

  /** Before the init is there. */
  List<Step> prepare() {
    return ifWanted(input.supervisor(new Action.PrepareTerminal(), POINTER));
  }

  /** When /dev is complete. */
  List<Step> open() {
    return ifWanted(input.init(new Action.OpenTerminal(), POINTER));
  }

  private static Action.WindowSize size(OciConfig.ConsoleSize size) {
    return new Action.WindowSize(Math.toIntExact(size.height()), Math.toIntExact(size.width()));
  }

  Step session() {
    return terminal().wanted()
        ? input.init(new Action.ControlTerminal(new UserSteps(input).uid()), POINTER)
        : input.init(new Action.NewSession(), Lower.WHOLE);
  }

  /** Before the command runs, which may ask how large its terminal is. */
  List<Step> relay() {
    var size = terminal().size().map(TerminalSteps::size);
    return ifWanted(input.supervisor(new Action.RelayTerminal(size), POINTER));
  }

  private List<Step> ifWanted(Step step) {
    return Stream.of(step).filter(_ -> terminal().wanted()).toList();
  }

  private OciConfig.Terminal terminal() {
    return input.config().process().terminal();
  }
}
