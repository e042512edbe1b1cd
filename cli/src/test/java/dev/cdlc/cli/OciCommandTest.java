package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before the verb, and where engines read what went wrong. */
final class OciCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create",
        "start",
        "state",
        "kill",
        "delete",
        "list",
        "ps",
        "pause",
        "resume",
        "update",
        "run",
        "features",
        "spec",
        "events"
      })
  void everyVerbAnswersHelpWithAnExample(String verb) {
    Invocation help = Invocation.of("oci", verb, "--help");
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: cdlc oci " + verb)
        .contains("Example:\n  sudo cdlc oci " + verb);
  }

  @Test
  void helpNamesTheVerbs() {
    assertThat(Invocation.of("oci", "--help").out()).contains("create, start, state, kill, delete");
  }

  @Test
  void anUnknownVerbIsNamed() {
    Invocation refused = Invocation.of("oci", "creat", "web");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("cdlc: oci does not know the verb 'creat'\n  help: it knows create, ");
  }

  @Test
  void aVerbIsNeeded() {
    assertThat(Invocation.of("oci"))
        .isEqualTo(
            new Invocation(1, "", "cdlc: oci: no VERB is given\n  help: try 'cdlc oci --help'\n"));
  }

  @Test
  void usageErrorsExitAsRuncDoes() {
    assertThat(Invocation.of("oci", "--unknown", "list"))
        .isEqualTo(
            new Invocation(
                1, "", "cdlc: unknown option '--unknown'\n  help: try 'cdlc oci --help'\n"));
    assertThat(Invocation.of("oci", "list", "--unknown"))
        .isEqualTo(
            new Invocation(
                1, "", "cdlc: unknown option '--unknown'\n  help: try 'cdlc oci list --help'\n"));
  }

  @Test
  void whatRuncKnowsBesidesIsAccepted() {
    assertThat(
            Invocation.of(
                "oci",
                "--debug",
                "--rootless",
                "auto",
                "--criu",
                "x",
                "--root",
                root(),
                "list",
                "-q"))
        .isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void theVersionIsToldAsRuncTellsIt() {
    assertThat(Invocation.of("oci", "--version").out())
        .matches("cdl-runtime version \\S+\nspec: 1\\.3\\.0\n");
  }

  @Test
  void systemdIsRefused() {
    assertThat(Invocation.of("oci", "--systemd-cgroup", "list"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                """
                cdlc: --systemd-cgroup: cdlc makes cgroups itself, and does not ask systemd for them
                  help: let the engine manage cgroups by cgroupfs, as 'podman --cgroup-manager cgroupfs' does
                """));
  }

  @Test
  void aFailureIsOneLineOfTheLog() throws Exception {
    Path log = folder.resolve("log");
    fail(log, "text");
    fail(log, "json");
    assertThat(Files.readAllLines(log))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "time=\"[-0-9]+T[:0-9]+Z\" level=error"
                            + " msg=\"container does not exist: none\""),
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"level\":\"error\",\"msg\":\"container does not exist: none\","
                            + "\"time\":\"[-0-9]+T[:0-9]+Z\"}"));
  }

  private void fail(Path log, String format) {
    Invocation failed =
        Invocation.of(
            "oci",
            "--log",
            log.toString(),
            "--log-format",
            format,
            "--root",
            root(),
            "state",
            "none");
    assertThat(failed).isEqualTo(new Invocation(1, "", "cdlc: container does not exist: none\n"));
  }

  @Test
  void successWritesNoLog() {
    Path log = folder.resolve("log");
    assertThat(
            Invocation.of("oci", "--log", log.toString(), "--root", root(), "list", "-q").status())
        .isZero();
    assertThat(log).doesNotExist();
  }

  @Test
  void aLogThatCannotBeWrittenIsToldOf() {
    assertThat(Invocation.of("oci", "--log", folder.toString(), "state", "..").err())
        .startsWith("cdlc: cannot write " + folder + ": ");
  }

  @Test
  void theLogHasTwoForms() {
    assertThat(Invocation.of("oci", "--log-format", "xml", "list"))
        .isEqualTo(new Invocation(1, "", "cdlc: --log-format takes text or json, not 'xml'\n"));
  }

  private String root() {
    return folder.resolve("state").toString();
  }
}
