package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lowers {@code process.terminal} and {@code process.consoleSize}: each method is empty without
 * one, but for {@link #session}.
 */
record TerminalSteps(Input input) {
  private static final String POINTER = "/process/terminal";

  /** Before anything is done that would have to be undone. */
  List<Step> connect() {
    return input.shape().consoleSocket().stream()
        .map(socket -> input.supervisor(new SupervisorAction.ConnectConsole(socket), POINTER))
        .filter(_ -> terminal().wanted())
        .toList();
  }

  /** Before the init is there. */
  List<Step> prepare() {
    return ifWanted(input.supervisor(new SupervisorAction.PrepareTerminal(), POINTER));
  }

  /** When /dev is complete. The console of a container is its first command's. */
  List<Step> open() {
    boolean console = !(input.shape() instanceof Shape.Exec);
    return ifWanted(input.init(new InitAction.OpenTerminal(console), POINTER));
  }

  private static SupervisorAction.WindowSize size(OciConfig.ConsoleSize size) {
    return new SupervisorAction.WindowSize(
        Math.toIntExact(size.height()), Math.toIntExact(size.width()));
  }

  Step session() {
    return terminal().wanted()
        ? input.init(new InitAction.ControlTerminal(new UserSteps(input).uid()), POINTER)
        : input.init(new InitAction.NewSession(), Lower.WHOLE);
  }

  /** Before the command runs, which may ask how large its terminal is. */
  List<Step> handOn() {
    var size = terminal().size().map(TerminalSteps::size);
    return ifWanted(
        input.supervisor(
            input.shape().consoleSocket().isPresent()
                ? new SupervisorAction.SendTerminal(size)
                : new SupervisorAction.RelayTerminal(size),
            POINTER));
  }

  private List<Step> ifWanted(Step step) {
    return Stream.of(step).filter(_ -> terminal().wanted()).toList();
  }

  private OciConfig.Terminal terminal() {
    return input.config().process().terminal();
  }
}
