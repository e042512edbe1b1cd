package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A bug in cdlc, as its user sees it. */
final class FaultTest {
  @Test
  void isOneLineThatSaysHowToReportIt() {
    var fault = Invocation.of(new Broken(new IllegalStateException("no step")), Map.of());
    assertThat(fault.status()).isEqualTo(3);
    assertThat(fault.out()).isEmpty();
    assertThat(fault.err())
        .matches(
            "cdlc: internal fault, a bug in cdlc .*: java.lang.IllegalStateException: no step at"
                + " .*; please report it .*CDLC_DEBUG=1.*\n");
  }

  @Test
  void showsItsTraceToWhomeverDebugs() {
    var fault =
        Invocation.of(new Broken(new IllegalStateException("no step")), Map.of("CDLC_DEBUG", "1"));
    assertThat(fault.err()).contains("\n\tat ");
  }

  @Test
  void mayBeAnError() {
    var fault = Invocation.of(new Broken(new StackOverflowError()), Map.of());
    assertThat(fault.status()).isEqualTo(3);
    assertThat(fault.err()).hasLineCount(1);
  }

  /** A command that throws. */
  private record Broken(Throwable thrown) implements Command {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public CommandSpec spec() {
      return Shape.command(name(), List.of("Breaks."), "broken", "cdlc broken");
    }

    @Override
    public Outcome run(ParseResult arguments, Console console) {
      return switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> Outcome.DONE;
      };
    }
  }
}
