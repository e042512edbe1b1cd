package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UsageTest {
  static List<String> commands() {
    return List.of(
        "init",
        "validate",
        "test",
        "fmt",
        "run",
        "cache",
        "pull",
        "compile",
        "plan",
        "build",
        "inspect",
        "explain",
        "doctor");
  }

  @Test
  void helpNamesEveryCommand() {
    var help = Invocation.of("--help");
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    for (String command : commands()) {
      assertThat(help.out()).containsPattern("(?m)^  " + command + " +[A-Z].*\\.$");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandAnswersHelpWithAnExample(String command) {
    var help = Invocation.of(command, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: cdlc " + command)
        .containsPattern("Examples?:\n  (sudo )?cdlc " + command);
  }

  @Test
  void commandWithoutArgumentsRemovesLeftoversFirst() {
    var told = Invocation.of(console -> console.err().println("tidied"), "doctor");
    assertThat(told.err()).isEqualTo("tidied\n");
  }

  static List<String> commandsWithArguments() {
    return commands().stream().filter(command -> !command.equals("doctor")).toList();
  }

  @ParameterizedTest
  @MethodSource("commandsWithArguments")
  void everyCommandRemovesLeftoversFirst(String command) {
    var told = Invocation.of(console -> console.err().println("tidied"), command, "./nowhere");
    assertThat(told.err()).startsWith("tidied\n").containsOnlyOnce("tidied");
  }

  @Test
  void versionIsOneLine() {
    var version = Invocation.of("--version");
    assertThat(version.out()).matches("cdlc \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(version.status()).isZero();
  }

  @Test
  void noCommandPrintsHelpAsAnError() {
    var none = Invocation.of();
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).startsWith("Usage: cdlc COMMAND");
  }

  @Test
  void unknownCommandGetsSuggestion() {
    assertThat(Invocation.of("validat"))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: unknown command 'validat'\n  help: did you mean 'validate'?\n"));
  }

  @Test
  void commandMayFollowOptions() {
    assertThat(Invocation.of("--color", "never", "explain", "run").out()).startsWith("run ");
  }

  @Test
  void namesOfCommandsAreWordsToACommand() {
    assertThat(Invocation.of("inspect", "run", "validate").err())
        .startsWith("cdlc: inspect does not take the argument 'validate'\n");
  }

  @Test
  void unknownOptionGetsSuggestion() {
    assertThat(Invocation.of("inspect", "--colour", "web"))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: unknown option '--colour'\n  help: did you mean '--color'?\n"));
  }

  @Test
  void unlikeOptionGetsHelp() {
    assertThat(Invocation.of("inspect", "-x", "web").err())
        .isEqualTo("cdlc: unknown option '-x'\n  help: try 'cdlc inspect --help'\n");
  }

  @Test
  void optionWithoutItsValueIsNamed() {
    assertThat(Invocation.of("inspect", "--color"))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: --color needs a value\n  help: try 'cdlc inspect --help'\n"));
  }

  @Test
  void optionGivenTwiceIsNamed() {
    assertThat(Invocation.of("inspect", "--color=never", "--color=always", "web").err())
        .startsWith("cdlc: --color is given twice\n");
  }

  @Test
  void missingArgumentIsNamed() {
    assertThat(Invocation.of("inspect").err())
        .isEqualTo(
            "cdlc: inspect: no CONTAINER or EXECUTABLE is given\n  help: try 'cdlc inspect --help'\n");
  }

  @Test
  void argumentTooManyIsNamed() {
    assertThat(Invocation.of("inspect", "a", "b").err())
        .startsWith("cdlc: inspect does not take the argument 'b'\n");
  }

  @Test
  void atSignHasNoMeaning() {
    assertThat(Invocation.of("inspect", "@nowhere").err())
        .isEqualTo("cdlc: cannot read @nowhere: no such file or folder\n");
  }
}
